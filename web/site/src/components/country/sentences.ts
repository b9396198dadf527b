// Targets as sentences, in the language of the reader.

import type { TargetKind, TargetMetric } from '../../generated/enums.ts';
import { number, percent, percentage, range, tonnes } from '../../lib/format.svelte.ts';
import { codes } from '../../words/codes.ts';
import { country } from '../../words/country.ts';

/** What a target of an actor and one of a country have in common. */
export interface Promised {
  kind: TargetKind;
  metric?: TargetMetric;
  baseYear?: number | null;
  targetYear?: number | null;
  targetValue?: string | null;
  reductionPercent?: { low: string; high: string } | null;
  bound?: 'EXACT' | 'AT_LEAST' | 'AT_MOST';
}

/** A value in the unit of what it measures. */
export function amountOf(value: string, metric: TargetMetric | undefined): string {
  if (metric === undefined || metric === 'GHG_EMISSIONS') return tonnes(value);
  return metric === 'RENEWABLE_SHARE' ? percentage(value) : number(value, 4);
}

/** What is promised, without the year. */
function promiseOf(target: Promised, amount: string | null): string {
  const words = country();
  const kind = codes().targetKind[target.kind];
  const level = target.targetValue ? amountOf(target.targetValue, target.metric) : null;
  if (!amount) return target.kind === 'ABSOLUTE_LEVEL' && level ? words.level(level) : words.named(kind, level);
  switch (target.kind) {
    case 'BASE_YEAR_REDUCTION_PCT':
      return words.belowYear(amount, target.baseYear);
    case 'BAU_REDUCTION_PCT':
      return words.belowBau(amount);
    case 'INTENSITY_REDUCTION_PCT':
      return words.perActivity(amount, target.baseYear);
    case 'EMISSIONS_REDUCTION':
    case 'ABSOLUTE_LEVEL':
      return words.less(amount, target.baseYear);
    default:
      return words.named(kind, words.less(amount, target.baseYear));
  }
}

/** A target as a sentence without a full stop: "40 % below 2005 by 2030". */
export function targetSentence(target: Promised): string {
  const { reductionPercent, bound } = target;
  const amount = reductionPercent && range(reductionPercent.low, reductionPercent.high);
  const bounded = amount && bound && bound !== 'EXACT' ? `${codes().targetBound[bound]} ${amount}` : amount;
  return country().by(promiseOf(target, bounded ?? null), target.targetYear);
}

/** A share of the way to a target, with a digit more where it is small. */
export function wayOf(share: number): string {
  return percent(share, Math.abs(share) < 0.1 ? 1 : 0).replace('-', '−');
}

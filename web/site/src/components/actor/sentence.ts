// A target as a sentence, from its kind and numbers.

import type { TargetBound, TargetKind } from '../../generated/enums.ts';
import type { target as targetWords } from '../../words/target.ts';
import type { codes as codeWords } from '../../words/codes.ts';
import { range, tonnes } from '../../lib/format.svelte.ts';

/** What the sentence is made of; targets of actors and national ones both have it. */
export interface Stated {
  kind: TargetKind;
  baseYear?: number | null;
  targetYear?: number | null;
  targetValue?: string | null;
  reductionPercent?: { low: string; high: string } | null;
  /** Whether the number is exact or a bound; left out where it is exact. */
  bound?: TargetBound;
}

type Words = ReturnType<typeof targetWords>;
type Codes = ReturnType<typeof codeWords>;

/** What is asked for, without the year it falls due. */
function promise(stated: Stated, words: Words, names: Codes): string {
  const base = stated.baseYear ?? null;
  const bounded = (text: string) => [stated.bound && names.targetBound[stated.bound], text].filter(Boolean).join(' ');
  const { reductionPercent } = stated;
  const share = reductionPercent ? bounded(range(reductionPercent.low, reductionPercent.high)) : null;
  const kind = names.targetKind[stated.kind];
  switch (stated.kind) {
    case 'BASE_YEAR_REDUCTION_PCT':
      return share ? words.reduction(share, base) : words.reductionUnknown(base);
    case 'BAU_REDUCTION_PCT':
    case 'BAU_REDUCTION_ABS':
      return share ? words.belowTrend(share) : words.belowTrendUnknown;
    case 'INTENSITY_REDUCTION_PCT':
      return share ? words.intensity(share, base) : kind;
    case 'ABSOLUTE_LEVEL':
    case 'BASE_YEAR_REDUCTION_ABS':
      return stated.targetValue ? words.level(bounded(tonnes(stated.targetValue))) : kind;
    default:
      if (share) return words.prefixed(kind, words.reduction(share, base));
      return base ? words.comparedWith(kind, base) : kind;
  }
}

/** The whole sentence, which begins with a capital where it begins with a word. */
export function sentence(stated: Stated, words: Words, names: Codes): string {
  const text = words.by(promise(stated, words, names), stated.targetYear ?? null);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

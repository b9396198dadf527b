// What nodes are called on screen, in the language of the reader.

import { codes } from '../../words/codes.ts';
import { explore } from '../../words/explore.ts';
import { day, range, tonnes } from '../format.svelte.ts';
import { isActor, type Label } from './kinds.ts';

type TargetLike = Extract<Label, { __typename: 'Target' | 'NdcTarget' }>;

/** What a target asks for, without the year in which it falls due. */
export function askOf(target: TargetLike): string {
  const { reductionPercent, targetValue, kind } = target;
  if (reductionPercent) return explore().reduction(range(reductionPercent.low, reductionPercent.high));
  const is_amount = targetValue !== null && target.metric === 'GHG_EMISSIONS' && kind === 'ABSOLUTE_LEVEL';
  return is_amount ? `${codes().targetKind[kind]}: ${tonnes(targetValue)}` : codes().targetKind[kind];
}

/** Whose a target or an NDC is; null for nodes that bear a name of their own. */
function ownerOf(label: Label): { id: string; name: string } | null {
  if (label.__typename === 'Target') return { id: label.actor.id, name: label.actor.actorName };
  if (label.__typename !== 'Ndc' && label.__typename !== 'NdcTarget') return null;
  const owner = label.__typename === 'Ndc' ? label.filedBy : label.party;
  return { id: owner.id, name: 'code' in owner ? codes().partyGroupCode[owner.code] : owner.ownerName };
}

/** The name of a node without whose it is. */
function ownNameOf(label: Label): string {
  switch (label.__typename) {
    case 'PartyGroup':
      return codes().partyGroupCode[label.code];
    case 'Ndc':
      return label.submittedOn ? explore().ndcOf(day(label.submittedOn)) : explore().ndcUndated;
    case 'Target':
    case 'NdcTarget':
      return label.targetYear === null ? askOf(label) : explore().by(askOf(label), label.targetYear);
    default:
      return label.name;
  }
}

/** The name of a node, with whose it is unless it is shown beside that. */
export function nameOf(label: Label, beside?: string | null): string {
  const owner = ownerOf(label);
  return owner && owner.id !== beside ? explore().ofOwner(owner.name, ownNameOf(label)) : ownNameOf(label);
}

/** The language of that name, where it is another than that of the page and known. */
export function languageOf(label: Label): string | undefined {
  return label.__typename === 'Country' ? label.nameLanguage : undefined;
}

/** What a node is, in words. */
export function kindNameOf(label: Label): string {
  if (isActor(label)) return codes().actorType[label.type];
  switch (label.__typename) {
    case 'Country':
      return codes().nodeKind.COUNTRY;
    case 'PartyGroup':
      return codes().nodeKind.PARTY_GROUP;
    case 'Ndc':
      return codes().nodeKind.NDC;
    case 'NdcTarget':
      return codes().nodeKind.NDC_TARGET;
    case 'Target':
      return codes().nodeKind.TARGET;
    default:
      return codes().nodeKind.INITIATIVE;
  }
}

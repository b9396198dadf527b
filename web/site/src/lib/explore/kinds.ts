// Kinds of nodes, as the explorer tells them apart: by type, and actors by what kind of actor they are.

import type {
  ActorLabelFragment,
  CountryLabelFragment,
  ExploreNodesQuery,
  GroupLabelFragment,
  InitiativeLabelFragment,
  NationalTargetLabelFragment,
  NdcLabelFragment,
  TargetLabelFragment,
} from '../../generated/graphql.ts';

/** What is shown of a node. */
export type Label =
  | CountryLabelFragment
  | GroupLabelFragment
  | NdcLabelFragment
  | NationalTargetLabelFragment
  | ActorLabelFragment
  | TargetLabelFragment
  | InitiativeLabelFragment;

/** A node with everything around it. */
export type Around = NonNullable<ExploreNodesQuery['nodes'][number]>;

/** Kinds, in the order in which they are listed. */
export const KINDS = [
  'country',
  'group',
  'ndc',
  'nationalTarget',
  'region',
  'city',
  'company',
  'investor',
  'other',
  'target',
  'initiative',
] as const;
export type Kind = (typeof KINDS)[number];

const KIND_OF_TYPE: Record<Label['__typename'], Kind> = {
  Country: 'country',
  PartyGroup: 'group',
  Ndc: 'ndc',
  NdcTarget: 'nationalTarget',
  Region: 'region',
  City: 'city',
  Company: 'company',
  Investor: 'investor',
  CivilSocietyOrganization: 'other',
  HigherEducation: 'other',
  Facility: 'other',
  OtherActor: 'other',
  Target: 'target',
  Initiative: 'initiative',
};

/** The kind of a node. */
export function kindOf(label: Label): Kind {
  return KIND_OF_TYPE[label.__typename];
}

/** Whether it is an actor, of whatever kind. */
export function isActor(label: Label): label is ActorLabelFragment {
  return ['region', 'city', 'company', 'investor', 'other'].includes(kindOf(label));
}

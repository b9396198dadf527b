// Labels of the enumerations of the graph. The types see to it that no value is without its words in any language.

import type * as Enum from '../generated/enums.ts';
import { loadedCatalogue } from '../lib/words.svelte.ts';

/** Words for each value, by the name of its enumeration. */
export interface Codes {
  actionAgendaAxis: Record<Enum.ActionAgendaAxis, string>;
  actorType: Record<Enum.ActorType, string>;
  /** The same, of several. */
  actorTypes: Record<Enum.ActorType, string>;
  answer: Record<Enum.Answer, string>;
  assessedNdc: Record<Enum.AssessedNdc, string>;
  changeKind: Record<Enum.ChangeKind, string>;
  conditionality: Record<Enum.Conditionality, string>;
  conflictReason: Record<Enum.ConflictReason, string>;
  /** Sentences. */
  contributionCaveat: Record<Enum.ContributionCaveat, string>;
  /** Sentences. */
  contributionGap: Record<Enum.ContributionGap, string>;
  /** What two figures differ in. */
  difference: Record<Enum.Difference, string>;
  evidenceBasis: Record<Enum.EvidenceBasis, string>;
  gasCoverage: Record<Enum.GasCoverage, string>;
  identifierScheme: Record<Enum.IdentifierScheme, string>;
  incomeGroup: Record<Enum.IncomeGroup, string>;
  initiativeFunction: Record<Enum.InitiativeFunction, string>;
  initiativeTopic: Record<Enum.InitiativeTopic, string>;
  landUse: Record<Enum.LandUse, string>;
  legalStatus: Record<Enum.LegalStatus, string>;
  linkMethod: Record<Enum.LinkMethod, string>;
  linkReviewState: Record<Enum.LinkReviewState, string>;
  membershipStatus: Record<Enum.MembershipStatus, string>;
  nationalTargetOrigin: Record<Enum.NationalTargetOrigin, string>;
  ndcDocumentKind: Record<Enum.NdcDocumentKind, string>;
  ndcStatus: Record<Enum.NdcStatus, string>;
  ndcTopic: Record<Enum.NdcTopic, string>;
  nodeKind: Record<Enum.NodeKind, string>;
  /** Phrases that complete "No figure: …". */
  nullReason: Record<Enum.NullReason, string>;
  overlapMethod: Record<Enum.OverlapMethod, string>;
  /** Sentences: how each method counts. */
  overlapMethodMeaning: Record<Enum.OverlapMethod, string>;
  partyGroupCode: Record<Enum.PartyGroupCode, string>;
  partyStatus: Record<Enum.PartyStatus, string>;
  planElement: Record<Enum.PlanElement, string>;
  /** Sentences. */
  progressCaveat: Record<Enum.ProgressCaveat, string>;
  progressStatus: Record<Enum.ProgressStatus, string>;
  /** What became of a target in a sum. */
  reductionOutcome: Record<Enum.ReductionOutcome, string>;
  reportingMechanism: Record<Enum.ReportingMechanism, string>;
  sector: Record<Enum.Sector, string>;
  stakeholder: Record<Enum.Stakeholder, string>;
  staleness: Record<Enum.Staleness, string>;
  /** Words before a number; none where it is exact. */
  supporterQualifier: Record<Enum.SupporterQualifier, string>;
  /** Words before a number; none where it is exact. */
  targetBound: Record<Enum.TargetBound, string>;
  targetKind: Record<Enum.TargetKind, string>;
  targetMetric: Record<Enum.TargetMetric, string>;
  theme: Record<Enum.Theme, string>;
  /** Also asked for by values that the interface has as plain text. */
  verification: Record<Enum.Verification, string> & Record<string, string>;
  warmingPotentials: Record<Enum.WarmingPotentials, string>;
}

export const codes = await loadedCatalogue<Codes>({
  en: async () => (await import('./codes-en.ts')).en,
  'zh-Hant': async () => (await import('./codes-zh-hant.ts')).zhHant,
});

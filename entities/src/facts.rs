//! Every kind of fact, listed once: each has a table of its own, and hangs on a record.

use futures_util::TryStreamExt;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, Iterable, PrimaryKeyToColumn,
    PrimaryKeyTrait, QueryOrder, StreamTrait,
};

use crate::*;

/// Most values bound in one statement: SQLite's limit is 32,766.
const MAX_BOUND_VALUES: usize = 30_000;

macro_rules! facts {
    ($( $variant:ident = $module:ident, )+) => {
        /// One fact of any kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Fact {
            $( #[doc = concat!("See [`", stringify!($module), "`](crate::", stringify!($module), ").")]
            $variant($module::Model) ),+
        }

        $( impl From<$module::Model> for Fact {
            fn from(model: $module::Model) -> Self {
                Self::$variant(model)
            }
        } )+

        /// Facts waiting to be written, by kind.
        #[derive(Default)]
        pub struct FactBatch {
            $( $module: Vec<$module::Model>, )+
        }

        impl FactBatch {
            /// Adds the facts of one record, numbering those of each kind from 0.
            pub fn add(&mut self, record_id: i64, facts: impl IntoIterator<Item = Fact>) {
                $( let mut $module = 0; )+
                for fact in facts {
                    match fact { $(
                        Fact::$variant(mut model) => {
                            (model.record_id, model.position) = (record_id, $module);
                            $module += 1;
                            self.$module.push(model);
                        }
                    )+ }
                }
            }

            /// Writes all and empties the batch.
            ///
            /// # Errors
            /// Whatever the database answers.
            pub async fn write(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
                $( insert_all(db, std::mem::take(&mut self.$module)).await?; )+
                Ok(())
            }
        }

        /// Names of all tables of facts.
        pub const FACT_TABLES: &[&str] = &[$( stringify!($module) ),+];

        $( impl RecordFact for $module::Model {
            type Entity = $module::Entity;

            fn record_id(&self) -> i64 {
                self.record_id
            }
        } )+

        /// Facts of all kinds, each with the record that states it.
        #[derive(Debug, Default)]
        pub struct AllFacts {
            $( #[doc = concat!("See [`", stringify!($module), "`](crate::", stringify!($module), ").")]
            pub $module: Vec<$module::Model>, )+
        }

        impl AllFacts {
            /// Reads the facts of the records that `keep` names, in the order of their records.
            ///
            /// # Errors
            /// Whatever the database answers.
            pub async fn read(db: &impl StreamingConnection, keep: impl Fn(i64) -> bool) -> Result<Self, DbErr> {
                Ok(Self { $( $module: read::<$module::Model>(db, &keep).await?, )+ })
            }

            /// Calls `write` with the name and the rows of each kind, in the order of the tables.
            ///
            /// # Errors
            /// The first that `write` gives.
            pub fn for_each_table<E>(&self, mut write: impl WriteTable<E>) -> Result<(), E> {
                $( write.table(stringify!($module), &self.$module, |row| row.record_id)?; )+
                Ok(())
            }
        }

        /// Reads a row of the table with this name; `None` if there is no such table.
        pub fn fact_from<E>(table: &str, row: &impl ReadRow<E>) -> Option<Result<Fact, E>> {
            match table {
                $( stringify!($module) => Some(row.row::<$module::Model>().map(Fact::$variant)), )+
                _ => None,
            }
        }
    };
}

facts! {
    CountryCode = country_code,
    CountryName = country_name,
    GroupMember = group_member,
    Party = party,
    NdcDocument = ndc_document,
    NdcTarget = ndc_target,
    NdcAssessment = ndc_assessment,
    AssessmentCode = assessment_code,
    NationalInventory = national_inventory,
    Actor = actor,
    ActorIdentifier = actor_identifier,
    Target = target,
    Inventory = inventory,
    ActionPlan = action_plan,
    Membership = membership,
    Initiative = initiative,
    InitiativeMemberCount = initiative_member_count,
    InitiativeResult = initiative_result,
    ActorName = actor_name,
    ActorPopulation = actor_population,
    ActorLocation = actor_location,
    CountryPopulation = country_population,
    CountryIncome = country_income,
    NdcExcerpt = ndc_excerpt,
    ActorMerge = actor_merge,
    MatchReview = match_review,
    MatchDecision = match_decision,
    Precedence = precedence,
    NdcText = ndc_text,
    NdcTextMention = ndc_text_mention,
    NdcLinkReview = ndc_link_review,
}

/// A kind of fact.
pub trait RecordFact: FromQueryResult + Send + Sized + 'static {
    /// The table it is kept in.
    type Entity: EntityTrait<Model = Self>;

    /// The record that states it.
    fn record_id(&self) -> i64;
}

/// Reads the facts of one kind of the records that `keep` names, in the order of their records.
///
/// # Errors
/// Whatever the database answers.
pub async fn read<F: RecordFact>(
    db: &impl StreamingConnection,
    keep: impl Fn(i64) -> bool,
) -> Result<Vec<F>, DbErr>
where
    F::Entity: EntityTrait<Model = F>,
{
    let keys = <<F::Entity as EntityTrait>::PrimaryKey as Iterable>::iter();
    let query = keys.fold(F::Entity::find(), |query, key| query.order_by_asc(key.into_column()));
    let mut rows = query.stream(db).await?;
    let mut kept = Vec::new();
    while let Some(row) = rows.try_next().await? {
        if keep(row.record_id()) {
            kept.push(row);
        }
    }
    Ok(kept)
}

/// A connection that can give rows one by one.
pub trait StreamingConnection: ConnectionTrait + StreamTrait {}

impl<C: ConnectionTrait + StreamTrait> StreamingConnection for C {}

/// A row of text columns that can become a fact of any kind.
pub trait ReadRow<E> {
    /// The row as a fact of this kind.
    ///
    /// # Errors
    /// Whatever reading gives.
    fn row<M: serde::de::DeserializeOwned>(&self) -> Result<M, E>;
}

/// Writes the rows of one kind of fact.
pub trait WriteTable<E> {
    /// Writes `rows` of `table`; `record_of` tells the record of a row.
    ///
    /// # Errors
    /// Whatever writing gives.
    fn table<M: serde::Serialize>(
        &mut self,
        table: &str,
        rows: &[M],
        record_of: fn(&M) -> i64,
    ) -> Result<(), E>;
}

/// Inserts rows in as few statements as the database allows.
///
/// # Errors
/// Whatever the database answers.
pub async fn insert_all<M>(db: &impl ConnectionTrait, mut rows: Vec<M>) -> Result<(), DbErr>
where
    M: sea_orm::ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel: sea_orm::ActiveModelTrait<Entity = M::Entity> + Send,
    <<M::Entity as EntityTrait>::PrimaryKey as PrimaryKeyTrait>::ValueType: Send,
{
    let columns = <M::Entity as EntityTrait>::Column::iter().count();
    let at_once = MAX_BOUND_VALUES / columns;
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(at_once));
        let models = rows.into_iter().map(IntoActiveModel::into_active_model);
        M::Entity::insert_many(models).exec_without_returning(db).await?;
        rows = rest;
    }
    Ok(())
}

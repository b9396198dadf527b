//! Every kind of fact, listed once: each has a table of its own, and hangs on a record.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable, PrimaryKeyTrait};

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

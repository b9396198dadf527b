//! Targets of states and cities of the United States: two small lists, by C2ES and Climate Mayors.

pub(crate) mod c2es;
pub(crate) mod climate_mayors;

//! The service as a black box, on SQLite and on PostgreSQL.

mod boundaries;
mod broken_files;
mod budgets;
mod changes;
mod clients;
mod command_line;
mod contribution;
mod editions;
mod executors;
mod federation;
mod graph;
mod http;
mod hub;
mod kept_answers;
mod limits;
mod links;
mod many_sources;
mod past;
mod process;
mod progress;
mod published_data;
mod replicas;
mod schema;
mod small_sources;
mod starter;
mod trusted_documents;

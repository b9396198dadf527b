//! JSON as tables: an array of objects is a table of its keys; an object of texts is a table
//! of `path`, `key`, `value`.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use super::{ReadError, Table};

/// Largest JSON file read.
const MAX_BYTES: u64 = 64 << 20;

/// Every table found in the document.
pub(super) fn read(path: &Path) -> Result<Vec<Table>, ReadError> {
    if std::fs::metadata(path)?.len() > MAX_BYTES {
        return Err(ReadError::TooLarge("JSON files over 64 MiB are not read".into()));
    }
    let bytes = std::fs::read(path)?;
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let document: Value = serde_json::from_slice(text)
        .map_err(|error| ReadError::Damaged(format!("not valid JSON ({error})")))?;
    let mut tables = Vec::new();
    collect(&document, "", &mut tables);
    Ok(tables)
}

fn collect(value: &Value, path: &str, tables: &mut Vec<Table>) {
    match value {
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_object) => {
            tables.push(table_of(items.iter().filter_map(Value::as_object)));
        }
        Value::Object(object) if !object.is_empty() && object.values().all(Value::is_string) => {
            tables.push(pairs_of(object, path));
        }
        Value::Object(object) => {
            for (key, inner) in object {
                let path = if path.is_empty() { key.clone() } else { format!("{path}/{key}") };
                collect(inner, &path, tables);
            }
        }
        _ => {}
    }
}

fn table_of<'a>(objects: impl Iterator<Item = &'a Map<String, Value>> + Clone) -> Table {
    let keys: BTreeSet<&String> = objects.clone().flat_map(Map::keys).collect();
    let mut rows = vec![keys.iter().map(|key| (*key).clone()).collect::<Vec<_>>()];
    rows.extend(objects.map(|object| keys.iter().map(|key| text_of(object.get(*key))).collect()));
    Table::numbered(None, rows)
}

fn pairs_of(object: &Map<String, Value>, path: &str) -> Table {
    let mut rows = vec![vec!["path".to_owned(), "key".to_owned(), "value".to_owned()]];
    rows.extend(object.iter().map(|(key, value)| vec![path.to_owned(), key.clone(), text_of(Some(value))]));
    Table::numbered(None, rows)
}

fn text_of(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

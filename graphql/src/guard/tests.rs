use async_graphql::parser::parse_query;

use super::*;

/// The code that a document is refused with.
fn refused(text: &str) -> Option<&'static str> {
    let unions = Unions::from([("Thing", vec!["One", "Other"])]);
    match check(&parse_query(text).expect("a query"), &unions) {
        Err(ApiError::Input(code, _)) => Some(code),
        _ => None,
    }
}

fn allowed(text: &str) -> bool {
    refused(text).is_none()
}

/// Fragments of which each spreads the next so many times, and the last has one field.
fn chain(length: usize, spreads: usize) -> String {
    let fragment =
        |at: usize| format!(" fragment f{at} on Query {{ {} }}", format!("...f{} ", at + 1).repeat(spreads));
    let fragments: String = (0..length).map(fragment).collect();
    format!("{fragments} fragment f{length} on Query {{ __typename }}")
}

#[test]
fn fragments_that_double_are_refused_at_once() {
    assert!(!allowed(&format!("{{ ...f0 }} {}", chain(28, 2))));
    assert!(!allowed(&format!("{{ __typename }} {}", chain(28, 2))), "even if they are never spread");
    assert!(allowed(&format!("{{ ...f0 }} {}", chain(8, 2))));
}

#[test]
fn a_long_chain_of_fragments_is_too_deep() {
    assert_eq!(refused(&format!("{{ ...f0 }} {}", chain(3_000, 1))), Some("QUERY_TOO_DEEP"));
    assert!(allowed(&format!("{{ ...f0 }} {}", chain(40, 1))));
}

#[test]
fn fragments_on_unions_count_for_each_member() {
    let nested = |depth: usize| format!("{{ {} a {} }}", "... on Thing { ".repeat(depth), "}".repeat(depth));
    assert!(allowed(&nested(8)));
    assert!(!allowed(&nested(20)));
}

#[test]
fn a_cycle_is_left_to_the_validator() {
    assert!(allowed("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"));
}

#[test]
fn fields_nest_as_deep_as_is_allowed_and_no_deeper() {
    let nested = |depth: usize| format!("{{ {} b {} }}", "a { ".repeat(depth - 1), "}".repeat(depth - 1));
    assert!(allowed(&nested(MAX_DEPTH as usize)));
    assert_eq!(refused(&nested(MAX_DEPTH as usize + 1)), Some("QUERY_TOO_DEEP"));
}

#[test]
fn depth_goes_on_within_fragments() {
    let deep = format!("{} b {}", "a { ".repeat(20), "}".repeat(20));
    let query = format!("{{ a {{ a {{ a {{ a {{ ...f }} }} }} }} }} fragment f on Query {{ {deep} }}");
    assert_eq!(refused(&query), Some("QUERY_TOO_DEEP"));
}

#[test]
fn aliases_directives_and_root_fields_are_counted() {
    let aliases = |count: usize| (0..count).map(|at| format!("a{at}: b ")).collect::<String>();
    assert!(allowed(&format!("{{ c {{ {} }} }}", aliases(MAX_ALIASES as usize))));
    assert!(!allowed(&format!("{{ c {{ {} }} }}", aliases(MAX_ALIASES as usize + 1))));
    assert!(allowed(&format!("{{ {} }}", aliases(MAX_ROOT_FIELDS as usize))));
    assert!(!allowed(&format!("{{ {} }}", aliases(MAX_ROOT_FIELDS as usize + 1))));
    let directives = |count: usize| format!("{{ a {} }}", "@skip(if: false) ".repeat(count));
    assert!(allowed(&directives(MAX_DIRECTIVES as usize)));
    assert!(!allowed(&directives(MAX_DIRECTIVES as usize + 1)));
}

#[test]
fn root_fields_count_within_fragments_too() {
    let fields = (0..100).map(|at| format!("a{at}: b ")).collect::<String>();
    let query =
        |spreads: usize| format!("{{ {} }} fragment f on Query {{ {fields} }}", "...f ".repeat(spreads));
    assert!(allowed(&query(5)));
    assert!(!allowed(&query(6)));
}

#[test]
fn introspection_may_not_go_in_circles() {
    let circle = |rounds: usize| {
        format!(
            "{{ __schema {{ types {{ {} name {} }} }} }}",
            "fields { type { ".repeat(rounds),
            "} }".repeat(rounds)
        )
    };
    assert!(allowed(&circle(2)));
    assert_eq!(refused(&circle(5)), Some("QUERY_TOO_COMPLEX"));
    let by_fragments = "{ __schema { types { ...a } } } fragment a on __Type { fields { type { ...b } } }
        fragment b on __Type { fields { type { ...c } } } fragment c on __Type { fields { type { ...d } } }
        fragment d on __Type { fields { type { fields { name } } } }";
    assert_eq!(refused(by_fragments), Some("QUERY_TOO_COMPLEX"));
}

#[test]
fn fields_of_ours_that_are_named_as_those_of_introspection_cost_nothing_there() {
    assert!(allowed("{ types { fields { fields { fields { fields { fields { name } } } } } } }"));
}

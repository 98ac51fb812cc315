//! Questions to the built-in base, one test a kind of question and a kind of abstention, in both languages.
//!
//! Each test holds the replies to their status, facts, sources and first words; the snapshots under `answers/snapshots`
//! hold every word. `answers/not_yet.rs` has what the program should answer and does not.

#[path = "support/office.rs"]
mod office;

#[path = "answers/abstentions.rs"]
mod abstentions;
#[path = "answers/computed.rs"]
mod computed;
#[path = "answers/lists.rs"]
mod lists;
#[path = "answers/lookups.rs"]
mod lookups;
#[path = "answers/not_yet.rs"]
mod not_yet;
#[path = "answers/wordings.rs"]
mod wordings;

use office::Exchange;

/// Holds the replies to the snapshot of this name.
fn keep(name: &str, exchanges: &[Exchange]) {
    let written: Vec<String> = exchanges.iter().map(Exchange::written).collect();
    insta::with_settings!({ snapshot_path => "answers/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, written.join("\n\n"));
    });
}

//! Questions to the built-in base, one test a kind of question and a kind of abstention, in both languages.
//!
//! Each test holds the replies to their status, facts, sources and first words; the snapshots under `answers/snapshots`
//! hold every word. `answers/not_yet.rs` has what the program should answer and does not.

mod abstentions;
mod computed;
mod distinctions;
mod lists;
mod lookups;
mod not_yet;
mod one_by_one;
mod operands;
mod set_side_by_side;
mod wordings;

use crate::office::Exchange;

/// Holds the replies to the snapshot of this name.
fn keep(name: &str, exchanges: &[Exchange]) {
    let written: Vec<String> = exchanges.iter().map(Exchange::written).collect();
    insta::with_settings!({ snapshot_path => "answers/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, written.join("\n\n"));
    });
}

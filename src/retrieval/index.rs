//! The tantivy index over the terms of every fact: question in, candidates out, best first.

use super::profile::Profiles;
use super::vocabulary::TermId;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::WhitespaceTokenizer;
use tantivy::{Index, IndexReader, ReloadPolicy, TantivyDocument, TantivyError, Term};

/// Candidates for a question, by BM25 over terms.
pub struct FactIndex {
    reader: IndexReader,
    terms: Field,
}

/// The terms of a fact are written as words parted by spaces.
const TOKENIZER: &str = "terms";

/// A candidate and its BM25 score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Position of the profile.
    pub profile: usize,
    /// BM25.
    pub score: f32,
}

fn word(term: TermId) -> String {
    format!("{term:x}")
}

impl FactIndex {
    /// Indexes profiles in memory.
    ///
    /// # Errors
    /// When tantivy cannot build the index.
    pub fn build(profiles: &Profiles) -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(IndexRecordOption::Basic);
        let terms = schema.add_text_field("terms", TextOptions::default().set_indexing_options(indexing));
        let number = schema.add_u64_field("number", FAST);
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register(TOKENIZER, WhitespaceTokenizer::default());
        let mut writer = index.writer_with_num_threads(1, 15_000_000)?;
        for (n, bag) in (0u64..).zip(&profiles.bags) {
            let mut document = TantivyDocument::default();
            document.add_text(terms, bag.iter().map(|t| word(*t)).collect::<Vec<_>>().join(" "));
            document.add_u64(number, n);
            writer.add_document(document)?;
        }
        writer.commit()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { reader, terms })
    }

    /// The best candidates for weighed terms.
    ///
    /// # Errors
    /// When tantivy cannot read its own index.
    pub fn candidates(&self, terms: &[(TermId, f32)], most: usize) -> Result<Vec<Hit>, TantivyError> {
        let clauses: Vec<(Occur, Box<dyn Query>)> = terms
            .iter()
            .map(|(term, weight)| {
                let query = TermQuery::new(Term::from_field_text(self.terms, &word(*term)), IndexRecordOption::Basic);
                let boosted: Box<dyn Query> = Box::new(BoostQuery::new(Box::new(query), *weight));
                (Occur::Should, boosted)
            })
            .collect();
        let searcher = self.reader.searcher();
        let found = searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(most).order_by_score())?;
        let mut hits = Vec::with_capacity(found.len());
        for (score, address) in found {
            let numbers = searcher.segment_reader(address.segment_ord).fast_fields().u64("number")?;
            if let Some(profile) = numbers.first(address.doc_id).and_then(|n| usize::try_from(n).ok()) {
                hits.push(Hit { profile, score });
            }
        }
        Ok(hits)
    }
}

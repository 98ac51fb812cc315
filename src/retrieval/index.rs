//! The tantivy index over the terms of every fact: question in, candidates out, best first.

use super::profile::Profile;
use super::vocabulary::TermId;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{BytesOptions, Field, IndexRecordOption, Schema};
use tantivy::{Index, IndexReader, ReloadPolicy, SingleSegmentIndexWriter, TantivyDocument, TantivyError, Term};

/// Candidates for a question, by BM25 over terms.
pub struct FactIndex {
    reader: IndexReader,
    terms: Field,
}

/// What the writer may take for its table of terms; it grows when there are more.
const TABLE_BYTES: usize = 1_000_000;

/// A candidate and its BM25 score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Position of the profile.
    pub profile: usize,
    /// BM25.
    pub score: f32,
}

impl FactIndex {
    /// Indexes profiles in memory, in one segment: the number of a document is the position of its profile.
    ///
    /// # Errors
    /// When tantivy cannot build the index.
    pub fn build(profiles: &[Profile]) -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let terms = schema.add_bytes_field("terms", BytesOptions::default().set_indexed().set_fieldnorms());
        let builder = Index::builder().schema(schema.build());
        let mut writer: SingleSegmentIndexWriter = builder.single_segment_index_writer(RamDirectory::create(), TABLE_BYTES)?;
        for profile in profiles {
            let mut document = TantivyDocument::default();
            profile.terms.iter().for_each(|term| document.add_bytes(terms, &term.to_be_bytes()));
            writer.add_document(document)?;
        }
        let reader = writer.finalize()?.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
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
                let query = TermQuery::new(Term::from_field_bytes(self.terms, &term.to_be_bytes()), IndexRecordOption::Basic);
                let boosted: Box<dyn Query> = Box::new(BoostQuery::new(Box::new(query), *weight));
                (Occur::Should, boosted)
            })
            .collect();
        let found = self.reader.searcher().search(&BooleanQuery::new(clauses), &TopDocs::with_limit(most).order_by_score())?;
        let hits = found.into_iter().filter_map(|(score, at)| Some(Hit { profile: usize::try_from(at.doc_id).ok()?, score }));
        Ok(hits.collect())
    }
}

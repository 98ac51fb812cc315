//! The tantivy index over the terms of every fact: question in, candidates out, best first.

use super::profile::Profile;
use super::vocabulary::TermId;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{Index, IndexReader, ReloadPolicy, SingleSegmentIndexWriter, TantivyDocument, TantivyError, Term};

/// Candidates for a question, by BM25 over terms.
pub struct FactIndex {
    reader: IndexReader,
    terms: Field,
}

/// The terms of a fact are written as one text, each as a character of its own.
const TOKENIZER: &str = "characters";

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

/// The character that a term is written as. There are more of them than a base in memory has terms.
fn character(term: TermId) -> char {
    const SURROGATES: u32 = 0xD800;
    char::from_u32(if term < SURROGATES { term } else { term + 0x800 }).unwrap_or(char::MAX)
}

/// Makes a token of every character.
#[derive(Clone, Default)]
struct Characters(Token);

struct CharacterStream<'a>(std::str::Chars<'a>, &'a mut Token);

impl Tokenizer for Characters {
    type TokenStream<'a> = CharacterStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> CharacterStream<'a> {
        CharacterStream(text.chars(), &mut self.0)
    }
}

impl TokenStream for CharacterStream<'_> {
    fn advance(&mut self) -> bool {
        let next = self.0.next();
        self.1.text.clear();
        self.1.text.extend(next);
        next.is_some()
    }

    fn token(&self) -> &Token {
        self.1
    }

    fn token_mut(&mut self) -> &mut Token {
        self.1
    }
}

/// An index that grows, in one segment: the number of a document is the position of its profile.
pub struct Indexing {
    writer: SingleSegmentIndexWriter,
    terms: Field,
    /// The text at hand.
    text: String,
}

impl Indexing {
    /// Begins an index in memory.
    ///
    /// # Errors
    /// When tantivy cannot make one.
    pub fn new() -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(IndexRecordOption::Basic);
        let terms = schema.add_text_field("terms", TextOptions::default().set_indexing_options(indexing));
        let tokenizers = TokenizerManager::new();
        tokenizers.register(TOKENIZER, Characters::default());
        let builder = Index::builder().schema(schema.build()).tokenizers(tokenizers);
        let writer = builder.single_segment_index_writer(RamDirectory::create(), TABLE_BYTES)?;
        Ok(Self { writer, terms, text: String::new() })
    }

    /// Adds the next profiles.
    ///
    /// # Errors
    /// When there are too many for tantivy.
    pub fn add(&mut self, profiles: &[Profile]) -> Result<(), TantivyError> {
        for profile in profiles {
            let mut document = TantivyDocument::default();
            if profile.searched {
                self.text.clear();
                self.text.extend(profile.terms.iter().map(|term| character(*term)));
                document.add_text(self.terms, &self.text);
            }
            self.writer.add_document(document)?;
        }
        Ok(())
    }

    /// Makes it ready to be searched.
    ///
    /// # Errors
    /// When tantivy cannot write it down or read it.
    pub fn finish(self) -> Result<FactIndex, TantivyError> {
        let reader = self.writer.finalize()?.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(FactIndex { reader, terms: self.terms })
    }
}

impl FactIndex {
    /// The best candidates for weighed terms.
    ///
    /// # Errors
    /// When tantivy cannot read its own index.
    pub fn candidates(&self, terms: &[(TermId, f32)], most: usize) -> Result<Vec<Hit>, TantivyError> {
        let clauses: Vec<(Occur, Box<dyn Query>)> = terms
            .iter()
            .map(|(term, weight)| {
                let query =
                    TermQuery::new(Term::from_field_text(self.terms, character(*term).encode_utf8(&mut [0; 4])), IndexRecordOption::Basic);
                let boosted: Box<dyn Query> = Box::new(BoostQuery::new(Box::new(query), *weight));
                (Occur::Should, boosted)
            })
            .collect();
        let found = self.reader.searcher().search(&BooleanQuery::new(clauses), &TopDocs::with_limit(most).order_by_score())?;
        let hits = found.into_iter().filter_map(|(score, at)| Some(Hit { profile: usize::try_from(at.doc_id).ok()?, score }));
        Ok(hits.collect())
    }
}

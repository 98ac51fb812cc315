//! From an answer to words: short answer first, then the context, then the source.
//!
//! [`Writer`] is the door. All words of the interface are Fluent messages (`zh.ftl`, `en.ftl`, the same keys in both);
//! `bundles` holds them, `numbers` and `dates` keep each language's habit, `facts` tells one fact whole, and
//! `computed`, `lists`, `abstained` and `talk` put the kinds of answer into words. `draft` gathers what a reply used.

mod abstained;
mod bundles;
mod cards;
mod computed;
mod dates;
mod draft;
mod facts;
mod interface;
mod lists;
mod numbers;
mod places;
mod split;
mod talk;
mod writer;

pub use cards::Local;
pub use split::{MESSAGE_LIMIT, split};
pub use writer::{Choice, Reply, Writer, WriterError};

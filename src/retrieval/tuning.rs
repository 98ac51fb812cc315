//! Every threshold and weight of reading, ranking and deciding, in one place.
//!
//! Set by measuring on the project's own question set (`tongshang eval`), never by hand on one example.

use rust_decimal::Decimal;

/// Weight of a name's atom before its rarity counts.
pub const NAME_BASE: f32 = 0.6;
/// How much the rarity of a name adds.
pub const NAME_RARITY: f32 = 0.8;
/// Weight of a name that no fact has.
pub const UNKNOWN_NAME: f32 = 2.0;
/// The shortest word that is taken for a proper name by its capital.
pub const SHORTEST_PROPER_NAME: usize = 4;
/// Weight of a time.
pub const TIME: f32 = 1.0;
/// Weight of a stated number.
pub const NUMBER: f32 = 1.0;
/// Weight of a number that gives a length of time.
pub const LENGTH: f32 = 0.3;
/// Scale of a word's weight.
pub const WORD: f32 = 1.0;
/// Scale of a Han character's weight: most words have two.
pub const CHARACTER: f32 = 0.5;
/// Weight of a known word before its rarity counts.
pub const KNOWN_BASE: f32 = 0.3;
/// How much the rarity of a known word adds.
pub const KNOWN_RARITY: f32 = 0.7;
/// Weight of a word that the base does not know.
pub const UNKNOWN: f32 = 1.0;
/// How much of a word's weight is left when it is a common word.
pub const COMMON: f32 = 0.2;
/// How much of a word's weight is left when a set of synonyms holds it.
pub const SAME: f32 = 0.6;

/// How much of a verb's weight is left that the base does not know, and that no question word asks about.
pub const SAYING: f32 = 0.35;

/// Weight of any term before its rarity counts, in comparing with ways of asking.
pub const TERM_BASE: f32 = 0.2;
/// Scale for names.
pub const TERM_NAME: f32 = 1.5;
/// Scale for sets of general words.
pub const TERM_SAME: f32 = 0.6;
/// Scale for the kind of value wanted.
pub const TERM_WANTED: f32 = 0.6;
/// Scale for two Han characters in a row.
pub const TERM_BIGRAM: f32 = 0.5;
/// Scale for a stem.
pub const TERM_STEM: f32 = 1.0;

/// A Latin question with a smaller share of known words is taken to be in another language.
pub const FOREIGN_SHARE: f32 = 0.4;

/// How many candidates the index hands to ranking.
pub const CANDIDATES: usize = 38;
/// A question of no more terms than this is like many facts.
pub const FEW_TERMS: usize = 6;
/// How many candidates it gets.
pub const CANDIDATES_OF_FEW: usize = 48;

/// Rule weight: how much of the question is accounted for.
pub const RULE_ACCOUNTS: f32 = 3.77;
/// Rule weight: likeness to a way of asking.
pub const RULE_ASKED: f32 = 4.64;
/// Rule weight: likeness to the label.
pub const RULE_LABEL: f32 = 2.41;
/// Rule weight: names linked to.
pub const RULE_NAMES: f32 = 0.82;
/// Rule weight: subject named.
pub const RULE_SUBJECT: f32 = -0.42;
/// Rule weight: time.
pub const RULE_TIME: f32 = 0.72;
/// Rule weight: kind of value.
pub const RULE_WANTED: f32 = 1.79;
/// Rule weight: BM25.
pub const RULE_BM25: f32 = 2.09;
/// Rule weight: likeness to several ways of asking.
pub const RULE_OFTEN: f32 = 1.93;
/// Rule weight: what the question words ask about.
pub const RULE_FOCUS: f32 = 0.98;
/// Rule weight: not more special than asked.
pub const RULE_SPECIAL: f32 = 1.21;

/// A fact that meets every constraint is preferred to a better ranked one that does not, down to this share of its score.
pub const PREFERRED_IF_SOUND: f32 = 0.85;
/// Facts of one event down to this share of the best score are told together.
pub const TOLD_TOGETHER: f32 = 0.97;

/// Square metres in a square kilometre.
pub const M2_IN_KM2: i64 = 1_000_000;
/// Words of this weight name a metric that others are not meant beside.
pub const NAMES_METRIC: f32 = 0.15;
/// Words of at least this weight together name what a figure measures.
pub const TELLS_METRIC: f32 = 0.1;
/// Words of this weight name a further part of a sum, the first two of which are named.
pub const NAMES_PART: f32 = 0.04;
/// An operand is named by words of its own that weigh at least this much together.
pub const LEAST_OWN: f32 = 0.1;
/// An operand of another subject, itself not named, is named by words of its own of this weight.
pub const ENOUGH_OWN: f32 = 0.4;
/// A word of at least this weight tells one date from another.
pub const TELLING: f32 = 0.28;
/// The smallest share of a question that two operands must account for together.
pub const LEAST_JOINT: f32 = 0.6;
/// In choosing two operands: how much their joint share counts.
pub const PAIR_JOINT: f32 = 6.0;
/// How much it counts that they are named, not only told of.
pub const PAIR_FOCUSED: f32 = 4.0;
/// How much one metric counts; half of it for one subject.
pub const PAIR_ALIKE: f32 = 1.5;
/// How much their ranking counts.
pub const PAIR_RANKED: f32 = 0.6;
/// The smallest share of a question that a computed figure must account for.
pub const LEAST_COMPUTED: f32 = 0.5;
/// Computed figures that account for nearly as much as the best are told with it.
pub const ALSO_COMPUTED: f32 = 0.1;
/// The most computed figures in one answer.
pub const MOST_COMPUTED: usize = 3;

/// How many candidates are held against the constraints.
pub const CONSIDERED: usize = 12;
/// The most facts told in one answer that is no list.
pub const MOST_TOLD: usize = 4;
/// The smallest share of a question that the nearest fact of an abstention accounts for.
pub const LEAST_NEAR: f32 = 0.4;
/// A known gap that is told instead of a fact accounts for this share of a question, or is as much like a way of asking.
pub const LEAST_GAP: f32 = 0.6;
/// A question without names is not answered by what it is less like than this; less than twice this when the fact
/// accounts for little of it, too.
pub const LEAST_ASKED: f32 = 0.25;
/// A question whose words weigh less than this says nothing of the base.
pub const LEAST_SAID: f32 = 0.35;
/// A fact that accounts for this share of a question answers it outright, without computing.
pub const OUTRIGHT: f32 = 0.97;

/// How many tokens without weight may stand between a question word and what it asks about.
pub const FOCUS_GAP: usize = 2;
/// The most atoms after a word such as "per" that may say for each of what.
pub const EACH_ATOMS: usize = 2;
/// The most Han characters after such a word that may.
pub const EACH_CHARACTERS: usize = 8;
/// The most atoms that a question word asks about.
pub const FOCUS_ATOMS: usize = 3;

/// Coefficients of confidence, in the order of `confidence::evidence`.
pub const CONFIDENCE: [f32; 51] = [
    0.80, 0.10, -0.32, 0.43, -0.52, 0.31, 0.84, 1.71, 0.13, 0.32, 0.04, -0.12, -1.46, -1.36, -0.54, -1.48, 0.04, 0.54, -1.76, 0.00, -4.42,
    -1.32, -0.43, 0.64, -0.89, -0.53, -0.27, -0.42, -1.05, -0.40, 0.07, 0.21, -0.96, 0.15, -1.75, 0.70, -2.37, 1.19, -0.85, -0.18, -1.00,
    -0.47, -0.14, -0.46, 0.22, -0.60, 1.23, 1.04, -0.00, -0.80, -1.32,
];
/// The constant of confidence.
pub const CONFIDENCE_BASE: f32 = -5.47;
/// The smallest confidence that answers.
pub const LEAST_CONFIDENCE: f32 = 0.5;
/// A word of at least this weight is named when it is why a question is not answered.
pub const WORTH_NAMING: f32 = 0.3;

/// How many candidates are tried in pairs for a question with two halves.
pub const PAIRED: usize = 8;
/// The least weight that each of the two accounts for and the other does not.
pub const LEAST_APART: f32 = 0.3;
/// The smallest share of the question that the two account for together.
pub const LEAST_PAIR: f32 = 0.9;
/// How much more of the question than any one fact two must account for, unless two counts are asked for.
pub const PAIR_MORE: f32 = 0.05;
/// How much the scores count beside the share in choosing the two.
pub const PAIR_SCORE: f32 = 0.02;

/// At how many places a question is tried to be taken into two.
pub const MOST_JOINTS: usize = 3;

/// A fact that accounts for less of a question than this never answers it.
pub const LEAST_ACCOUNTED: f32 = 0.42;
/// A known gap that scores higher than a fact by more than this is what is asked for.
pub const GAP_LEADS: f32 = 0.2;
/// A known gap that accounts for this share of a question may be meant where a fact accounts for less than [`FACT_IN_PART`].
pub const GAP_IN_FULL: f32 = 0.95;
/// See [`GAP_IN_FULL`].
pub const FACT_IN_PART: f32 = 0.92;
/// It is meant when it accounts for this much more of what the question words ask about.
pub const GAP_FOCUS: f32 = 0.15;
/// A word of at least this weight behind "how many" says what is counted.
pub const COUNTED_NOUN: f32 = 0.15;
/// A list is not what a question asks for when words of more than this weight are left over.
pub const MOST_LEFT_OVER: f32 = 1.0;
/// A fact asked for in so many words is told before any list is made.
pub const ASKED_FOR: f32 = 0.8;
/// A fact that lists members is told before any other list when it is asked for as plainly as this.
pub const LIST_MEANT: f32 = 0.6;
/// From this one on a number may be given in round figures.
pub const BIG_NUMBER: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
/// How far a round figure may be from the exact one, as a share of it: a thousandth.
pub const ROUNDED: Decimal = Decimal::from_parts(1, 0, 0, false, 3);
/// Numbers up to this one may be the asker's own counting.
pub const SMALL_NUMBER: i64 = 12;
/// How much weight the words of a clause keep that neither names nor asks anything.
pub const ASIDE: f32 = 0.15;
/// A fact that accounts for something that the chosen one does not is told beside it down to this share of its score.
pub const TOLD_BESIDE: f32 = 0.86;
/// The least weight of that something.
pub const LEAST_MORE: f32 = 0.2;
/// How many candidates a known gap may stand behind.
pub const GAPS_CONSIDERED: usize = 48;
/// All events are only listed when the question's words weigh less than this.
pub const MOST_LEFT_OVER_OF_ALL: f32 = 0.6;
/// What a pair of percentages loses that nobody asked for.
pub const PAIR_UNASKED: f32 = 4.0;
/// A known gap is named as the reason even when a fact is asked for this much more plainly.
pub const GAP_NEAR: f32 = 0.1;
/// How many candidates a question gets whose operands may be far apart.
pub const OPERAND_CANDIDATES: usize = 110;
/// One of several facts that are told together, each of somebody else, down to this share of the best score.
pub const ONE_OF_SEVERAL: f32 = 0.7;
/// A longer quotation is no name.
pub const LONGEST_QUOTATION: usize = 12;
/// At how many places a question may be parted into two things set side by side.
pub const MOST_SIDES: usize = 12;
/// Two values are what a question sets side by side when each accounts for this share of one side of it.
pub const SIDED: f32 = 0.8;
/// Each of two lists accounts for this much weight that the other does not.
pub const LIST_OWN: f32 = 0.25;
/// A list is one side of a question that holds two against each other when it accounts for this share of it.
pub const LIST_SIDED: f32 = 0.5;
/// How much it counts in choosing two operands that each accounts for a side of the question.
pub const PAIR_SIDED: f32 = 5.0;
/// What a date loses in choosing operands when it is of none of the times named.
pub const DATE_UNTIMELY: f32 = 4.0;
/// What a date loses in choosing operands when its event is not named itself.
pub const DATE_UNNAMED: f32 = 3.0;
/// A fact asked for as plainly as this is meant, whatever else fits.
pub const SURELY_MEANT: f32 = 0.92;
/// Facts down to this share of the best score fit as well.
pub const AS_GOOD: f32 = 0.86;
/// The most choices of a question back.
pub const MOST_CHOICES: usize = 5;
/// A fact that supplies what is wanted goes before one that does not down to this share of its score.
pub const SUPPLIES_INSTEAD: f32 = 0.88;
/// A list goes before the count of its members down to this share of its score.
pub const LIST_INSTEAD: f32 = 0.82;
/// The record of a thing that is named goes before what else is known of it down to this share of its score.
pub const OWN_RECORD: f32 = 0.85;
/// A fact leads all others by so much of a score.
pub const LEADS: f32 = 0.9;
/// It does so by far where the question asks for an event.
pub const LEADS_BY_FAR: f32 = 1.3;
/// What it is more like a way of asking for it than this counts for it, and what it is less like against it.
pub const LEADING: f32 = 0.54;
/// So much of a score for each whole.
pub const LEADING_SCALE: f32 = 2.0;
/// The least that it is like a way of asking for it.
pub const LEAST_LEADING: f32 = 0.5;
/// And accounts for so much of the question.
pub const LEADING_ACCOUNTS: f32 = 0.8;
/// Two facts are asked for as plainly as each other when they differ by no more than this.
pub const AS_PLAIN: f32 = 0.01;
/// A figure that accounts for a whole question and is asked for as plainly as this may go without the name of its subject.
pub const PLAINLY: f32 = 0.75;
/// The most tokens of a noun that is counted, with what stands before it.
pub const COUNTED_TOKENS: usize = 3;
/// A list of as many members as a question says may be asked for this much less plainly.
pub const LESS_PLAIN: f32 = 0.1;
/// What takes more days than this tells nothing of one of them.
pub const LONG_PERIOD: i32 = 92;
/// A question is as like two parts of one whole when it differs by no more than this.
pub const PARTS_ALIKE: f32 = 0.04;

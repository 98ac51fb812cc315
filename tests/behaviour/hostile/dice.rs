//! Random lines, the same for the same seed: real questions whole, cut, spliced and shuffled, words of both languages,
//! characters of any script, and pieces that break careless readers.

/// Questions and keywords to cut and splice.
const QUESTIONS: [&str; 28] = [
    "济南片区2024年进出口总额是多少？",
    "What was the Jinan Area's total trade in 2024?",
    "那2023年呢？",
    "and its foreign capital?",
    "上合示范区海外推介走了哪几站？",
    "Who chaired the Jinan promotion meeting?",
    "十大伙伴行动具体是哪十项？",
    "List the events of July 2025",
    "恒丰银行营业收入比净利润多多少？",
    "Which is higher, Hengfeng Bank's revenue or its net profit?",
    "青岛2020年与哈萨克斯坦的进出口额大约是多少？",
    "Tell me everything about the Great Stone park",
    "濟南片區2024年新註冊企業有多少家？",
    "第二个",
    "the last one",
    "为什么？",
    "用英文说",
    "in Chinese please",
    "/help",
    "/language en",
    "谢谢",
    "你好！",
    "山东会客厅 面积",
    "上个月有什么活动",
    "What is planned next year?",
    "下周二",
    "61.9% 和 37% 哪个大",
    "1",
];

/// Pieces that break careless readers.
const PIECES: [&str; 36] = [
    "\u{0}",
    "\u{1b}[31m",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{301}",
    "\u{fffd}",
    "\u{e000}",
    "\u{10ffff}",
    "\t",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\"",
    "\\",
    "AND",
    "OR",
    "NOT",
    "+(:\"*",
    "[* TO *]",
    "<b>",
    "&amp;",
    "'; DROP TABLE facts; --",
    "{{7*7}}",
    "%s",
    "999999999999999999999999999999",
    "-1",
    "1e309",
    "0.0000000000000000000000001",
    "9999年99月99日",
    "2024-02-30",
    "31 February",
    "百万亿亿亿",
    "百分之",
    "😀",
];

/// Ranges of characters to draw from, a script or so each.
const RANGES: [(u32, u32); 14] = [
    (0x20, 0x7e),
    (0x20, 0x7e),
    (0x4e00, 0x9fff),
    (0x4e00, 0x9fff),
    (0x3400, 0x4dbf),
    (0x3040, 0x30ff),
    (0x0400, 0x04ff),
    (0x0600, 0x06ff),
    (0xac00, 0xd7a3),
    (0x0e00, 0x0e7f),
    (0xff00, 0xffef),
    (0x2000, 0x206f),
    (0x1f300, 0x1faff),
    (0x20000, 0x2ffff),
];

/// A generator of lines.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number (splitmix64).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below this one.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).expect("a small number")).expect("a small number")
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn characters(&mut self, most: usize) -> String {
        let (low, high) = RANGES[self.below(RANGES.len())];
        let count = self.below(most);
        (0..count)
            .filter_map(|_| char::from_u32(low + u32::try_from(self.next() % u64::from(high - low + 1)).expect("in the range")))
            .collect()
    }

    /// A line without its end; not always UTF-8.
    pub fn line(&mut self) -> Vec<u8> {
        let mut line = self.text().into_bytes();
        if self.below(12) == 0 {
            line.truncate(self.below(line.len() + 1));
        }
        if self.below(25) == 0 && !line.is_empty() {
            let at = self.below(line.len());
            line[at] = u8::try_from(self.below(256)).expect("a byte");
        }
        line.retain(|b| *b != b'\n');
        line
    }

    fn text(&mut self) -> String {
        match self.below(10) {
            0 => self.characters(60),
            1 => (0..self.below(12)).map(|_| self.characters(8)).collect::<Vec<_>>().join(" "),
            2 => (0..self.below(10)).map(|_| self.one(&PIECES)).collect(),
            3 => {
                let (piece, count) = (self.one(&PIECES), self.below(400));
                piece.repeat(count)
            }
            4 => format!("{} {}", self.one(&QUESTIONS), self.one(&QUESTIONS)),
            5 => {
                let question: Vec<char> = self.one(&QUESTIONS).chars().collect();
                let (a, b) = (self.below(question.len()), self.below(question.len()));
                question[a.min(b)..a.max(b)].iter().collect()
            }
            6 => {
                let mut question: Vec<char> = self.one(&QUESTIONS).chars().collect();
                for _ in 0..self.below(6) {
                    let (a, b) = (self.below(question.len()), self.below(question.len()));
                    question.swap(a, b);
                }
                question.into_iter().collect()
            }
            7 => {
                let mut question: Vec<char> = self.one(&QUESTIONS).chars().collect();
                let at = self.below(question.len());
                let piece: Vec<char> = self.one(&PIECES).chars().collect();
                question.splice(at..at, piece);
                question.into_iter().collect()
            }
            8 => format!("{}{}", self.one(&QUESTIONS), self.characters(20)),
            _ => self.one(&QUESTIONS).to_owned(),
        }
    }
}

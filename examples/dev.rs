//! temporary
use std::io::BufRead;
use std::time::Instant;
use tongshang::retrieval::*;
fn main() {
    let t = Instant::now();
    let base = match tongshang::knowledge::Base::embedded() { Ok(b) => b, Err(p) => { eprintln!("{}", p.render(false)); std::process::exit(1) } };
    let t1 = t.elapsed();
    let engine = Engine::new(base).unwrap();
    let writer = tongshang::reply::Writer::new(tongshang::language::Scripts::load().unwrap()).unwrap();
    eprintln!("base {t1:?} engine {:?} facts {} entities {}", t.elapsed(), engine.base().facts.len(), engine.base().entities.len());
    let today = jiff::civil::Date::constant(2026, 11, 21);
    let json = std::env::args().any(|a| a == "--json");
    let label = |p: usize| engine.base().facts.get(p).map_or("derived", |f| f.id.as_str());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let t = Instant::now();
        let asked = engine.ask(&line, today, None).unwrap();
        let e = t.elapsed();
        let atoms: Vec<String> = asked.question.atoms.iter().map(|a| format!("{}:{:.2}", a.surface, a.weight)).collect();
        if json {
            let items: Vec<Item> = match &asked.answer { Answer::Told{facts,..} | Answer::Listed{facts,..} => facts.iter().map(|f| Item::Fact(*f)).collect(), Answer::Computed(c) => c.iter().flat_map(|c| &c.operands).map(|o| o.item).collect(), Answer::Clarify{choices} => choices.iter().map(|f| Item::Fact(*f)).collect(), Answer::Abstained{nearest,..} => nearest.iter().copied().collect(), _ => vec![] };
            let facts: Vec<&str> = items.iter().map(|i| match i { Item::Fact(f) => label(f.index()), Item::Derived(_) => "derived" }).collect();
            let why = match &asked.answer { Answer::Abstained{reason,..} => format!("{reason:?}"), Answer::Computed(c) => format!("{:?}", c).chars().take(60).collect(), a => format!("{a:?}").chars().take(12).collect() };
            let ranked: Vec<String> = asked.ranked.iter().take(6).map(|c| format!("{:.2} {} {:?}", c.score, label(c.profile), c.signals.map(|s| (s * 100.0) as i32))).collect();
            let reply = writer.write(&asked.answer, engine.base(), engine.derived(), asked.question.language);
            println!("{}", serde_json::json!({"question": line, "language": asked.question.language.tag(), "text": reply.text, "sources": reply.sources, "status": asked.answer.status(), "facts": facts, "reply_facts": reply.facts, "why": why, "us": e.as_micros() as u64, "atoms": atoms, "ranked": ranked, "hard": asked.ranked.iter().take(12).map(|c| engine.objection(&asked.question, c).is_none()).collect::<Vec<_>>(), "ev": asked.ranked.iter().take(12).map(|c| engine.evidence(&asked.question, c, &asked.ranked)).collect::<Vec<_>>(), "scores": asked.ranked.iter().take(30).map(|c| c.score).collect::<Vec<_>>(), "ids": asked.ranked.iter().take(30).map(|c| label(c.profile)).collect::<Vec<_>>(), "sig": asked.ranked.iter().take(30).map(|c| c.signals).collect::<Vec<_>>()}));
            continue;
        }
        println!("Q {line}\n  {e:?} {:?} {:?} [{}]", asked.question.wanted, asked.question.operations, atoms.join(" "));
        println!("  => {}", format!("{:?}", asked.answer).chars().take(200).collect::<String>());
        for c in asked.ranked.iter().take(4) {
            println!("     {:.2} {} {:?}", c.score, label(c.profile), c.signals.map(|s| (s * 100.0) as i32));
        }
    }
}

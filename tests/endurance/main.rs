//! What the bot has to bear: load, power cuts, faults and hostile updates, each in a short form, and in a long one to start
//! by hand with `--ignored`.

mod crash;
mod dice;
mod faults;
mod hostile_updates;
mod load;
mod reminders_killed;
mod reminders_paced;
mod reminders_planning;
mod reminders_scale;
mod season;
#[path = "../wire/mod.rs"]
mod wire;

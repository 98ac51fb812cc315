//! Values computed from published ones: said to be computed, with the operands, how, and the sources.

use super::keep;
use crate::office::ask;

const JINAN: &str = "jinan-times-2025-05";
const TOUR: &str = "qingdao-daily-2022-11";
const HERALD: &str = "economic-herald-2026-01";
const HALL: &str = "yellow-river-media-2023-02";

const BANK: [&str; 2] = ["hengfeng-revenue-2025", "hengfeng-profit-2025"];
const TRADE: [&str; 2] = ["qingdao-sco-trade-2021", "qingdao-kz-trade-2021"];

#[test]
fn a_comparison_names_the_larger_and_by_how_much() {
    keep(
        "a_comparison",
        &[
            ask("恒丰银行2025年的净利润和营业收入哪个高？")
                .tells_only(&BANK)
                .begins("恒丰银行营业收入")
                .says(&["213亿元", "计算得出"])
                .from(&[HERALD]),
            ask("Which is higher, Hengfeng Bank's revenue or its net profit in 2025?")
                .tells_only(&BANK)
                .begins("Larger by CNY 21.3 billion: Hengfeng Bank's revenue")
                .says(&["CNY 21.3 billion", "computed"])
                .from(&[HERALD]),
            ask("Which is larger, Qingdao's 2021 trade with Kazakhstan or with all SCO countries?")
                .tells_only(&TRADE)
                .says(&["CNY 59.9 billion", "computed"])
                .from(&[TOUR]),
        ],
    );
}

#[test]
fn a_comparison_of_dates_names_the_first() {
    let sessions = ["roadshow-moscow", "roadshow-tashkent"];
    keep(
        "which_came_first",
        &[
            ask("莫斯科推介会和塔什干推介会哪个先举行？")
                .tells_only(&sessions)
                .begins("先是上合示范区莫斯科推介会")
                .says(&["4天"])
                .from(&[TOUR]),
            ask("Which came first, the Moscow session or the Tashkent session?")
                .tells_only(&sessions)
                .begins("First came the SCODA promotion session in Moscow")
                .says(&["4 days"])
                .from(&[TOUR]),
        ],
    );
}

#[test]
fn a_difference_shows_how_it_came_about() {
    keep(
        "a_difference",
        &[
            ask("恒丰银行营业收入比净利润多多少？")
                .tells_only(&BANK)
                .says(&["213亿元", "272亿元人民币 − 59亿元人民币", "计算得出"])
                .from(&[HERALD]),
            ask("What is the difference between Hengfeng Bank's revenue and net profit?")
                .tells_only(&BANK)
                .says(&["CNY 21.3 billion", "CNY 27.2 billion − CNY 5.9 billion", "computed"])
                .from(&[HERALD]),
        ],
    );
}

#[test]
fn a_multiple_shows_both_values() {
    keep(
        "a_multiple",
        &[
            ask("青岛2021年与上合组织国家的进出口额是与哈萨克斯坦的多少倍？")
                .tells_only(&TRADE)
                .begins("约29.5倍")
                .says(&["计算得出"])
                .from(&[TOUR]),
            ask("How many times larger than the net profit is Hengfeng Bank's revenue?")
                .tells_only(&BANK)
                .begins("About 4.61 times")
                .says(&["computed"])
                .from(&[HERALD]),
        ],
    );
}

#[test]
fn a_share_is_computed_from_part_and_whole() {
    keep(
        "a_computed_share",
        &[
            ask("恒丰银行净利润占营业收入的百分之几？").tells_only(&BANK).begins("约21.69%").says(&["计算得出"]).from(&[HERALD]),
            ask("What percentage of Hengfeng Bank's revenue is its net profit?")
                .tells_only(&BANK)
                .begins("About 21.69%")
                .says(&["computed"])
                .from(&[HERALD]),
            ask("哈萨克斯坦占青岛与上合组织国家进出口的比重是多少？")
                .tells_only(&TRADE)
                .begins("约3.39%")
                .says(&["计算得出"])
                .from(&[TOUR]),
        ],
    );
}

#[test]
fn an_earlier_value_follows_from_the_growth() {
    let figures = ["qingdao-kz-trade-2021", "qingdao-kz-growth-2021"];
    let group = ["qingdao-sco-trade-2021", "qingdao-sco-growth-2021"];
    keep(
        "an_earlier_value",
        &[
            ask("青岛2020年与哈萨克斯坦的进出口额大约是多少？")
                .tells_only(&figures)
                .begins("约9.906亿元")
                .says(&["2020年", "计算得出"])
                .from(&[TOUR]),
            ask("What was Qingdao's trade with Kazakhstan in 2020, going by the growth rate?")
                .tells_only(&figures)
                .begins("About CNY 990.6 million")
                .says(&["2020", "computed"])
                .from(&[TOUR]),
            ask("青岛2020年与上合组织国家的进出口额是多少？").tells_only(&group).begins("约448.3亿元").says(&["计算得出"]).from(&[TOUR]),
            ask("What was Qingdao's trade with the SCO countries in 2020?")
                .tells_only(&group)
                .begins("About CNY 44.83 billion")
                .says(&["computed"])
                .from(&[TOUR]),
        ],
    );
}

#[test]
fn an_implied_total_follows_from_part_and_share() {
    let trade = ["jinan-area-trade-2024", "jinan-area-trade-share-2024"];
    let capital = ["jinan-area-fdi-2024", "jinan-area-fdi-share-2024"];
    keep(
        "an_implied_total",
        &[
            ask("按37%算，济南全市2024年的进出口总额是多少？")
                .tells_only(&trade)
                .begins("约2564亿元")
                .says(&["948.8亿元人民币 ÷ 37%", "计算得出"])
                .from(&[JINAN]),
            ask("What total for the whole city of Jinan does the Jinan Area's 37 percent share of imports and exports imply?")
                .tells_only(&trade)
                .begins("About CNY 256.4 billion")
                .says(&["CNY 94.88 billion ÷ 37%", "computed"])
                .from(&[JINAN]),
            ask("济南全市2024年实际使用外资大概是多少？").tells_only(&capital).begins("约15.68亿美元").says(&["计算得出"]).from(&[JINAN]),
            ask("山东2024年外贸总额推算是多少？")
                .tells_only(&["shandong-bri-trade-2024", "shandong-bri-share-2024"])
                .begins("约3.393万亿元")
                .says(&["计算得出"])
                .from(&[JINAN]),
        ],
    );
}

#[test]
fn a_sum_names_its_parts() {
    let cities = ["hall-cities-shandong", "hall-cities-gansu", "hall-cities-provincial"];
    keep(
        "a_sum",
        &[
            ask("入驻会客厅的山东城市、甘肃城市和其他协作城市加起来一共几座？")
                .tells_only(&cities)
                .begins("合计23座")
                .says(&["计算得出"])
                .from(&[HALL]),
            ask("What do Hengfeng Bank's revenue and net profit add up to?")
                .tells_only(&BANK)
                .begins("CNY 33.1 billion in all")
                .says(&["computed"])
                .from(&[HERALD]),
        ],
    );
}

#[test]
fn exceeding_is_a_difference() {
    ask("By how much does Hengfeng Bank's revenue exceed its net profit?").tells_only(&BANK).says(&["CNY 21.3 billion", "computed"]);
}

#[test]
fn a_total_of_three_named_parts_is_a_sum() {
    ask("会客厅接待的国外团组、省市考察团和企业考察团加起来多少批？").says(&["128", "计算得出"]);
    ask("How many groups did the Reception Hall receive altogether, from abroad, provinces and companies?").says(&["128", "computed"]);
}

#[test]
fn a_share_of_trade_with_a_group_is_computed() {
    ask("What share of Qingdao's SCO trade was with Kazakhstan in 2021?")
        .tells_only(&["qingdao-sco-trade-2021", "qingdao-kz-trade-2021"])
        .says(&["3.39%", "computed"]);
}

#[test]
fn the_whole_of_a_city_is_not_its_part() {
    ask("How much foreign capital did the whole of Jinan use in 2024?")
        .tells_only(&["jinan-area-fdi-2024", "jinan-area-fdi-share-2024"])
        .begins("About USD 1.568 billion")
        .says(&["computed"]);
}

#[test]
fn a_total_of_named_parts_is_a_sum() {
    let groups = ["hall-foreign-groups", "hall-province-groups"];
    ask("会客厅接待的国外团组和省市考察团一共多少个？").tells(&groups).says(&["60", "计算得出"]);
    ask("How many groups from abroad and from provinces did the Shandong Reception Hall receive in total?")
        .tells(&groups)
        .says(&["60", "computed"]);
}

#[test]
fn the_time_from_one_thing_to_another_is_counted() {
    ask("How long after its opening did the Yellow River media visit the Reception Hall?")
        .tells_only(&["reception-hall-opening-2020", "yellow-river-media-visit-2023"])
        .says(&["computed"]);
    ask("到2025年5月济南推介会为止，“一带一路”倡议提出了多少年？").tells_only(&["bri-proposed-2013", "jinan-promo-2025"]).says(&["12年"]);
}

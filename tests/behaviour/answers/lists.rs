//! Lists and counts, everything about a thing, timelines, events by time and place.

use super::keep;
use crate::office::{ask, ask_at};
use jiff::Timestamp;

const JINAN: &str = "jinan-times-2025-05";
const TOUR: &str = "qingdao-daily-2022-11";
const QINGDAO: &str = "qingdao-daily-2025-07";
const HERALD: &str = "economic-herald-2026-01";
const HALL: &str = "yellow-river-media-2023-02";

const SIX_CENTRES_ZH: [&str; 6] = ["集结操作中心", "跨境电商中心", "供应链金融中心", "期货交割中心", "进口粮食监管中心", "国际冷链中心"];
const SIX_CENTRES_EN: [&str; 6] =
    ["train consolidation", "e-commerce", "supply chain finance", "futures delivery", "imported grain", "cold chain"];
const TEN_ZH: [&str; 10] = [
    "国际市场开拓",
    "优质进口扩容",
    "服务贸易创新",
    "招商引资多元",
    "重大招商活动",
    "产业链供应链国际合作",
    "一带一路",
    "制度型开放",
    "营商环境",
    "服务保障",
];

#[test]
fn a_list_is_told_whole() {
    keep(
        "a_list",
        &[
            ask("青岛枢纽规划了哪六大中心？").tells(&["hub-six-centres"]).says(&SIX_CENTRES_ZH).from(&[QINGDAO]),
            ask("Which six centres are planned at the Qingdao hub?").tells(&["hub-six-centres"]).says(&SIX_CENTRES_EN).from(&[QINGDAO]),
            ask("对话会有哪五个国家的大使出席？")
                .tells(&["dialogue-ambassadors"])
                .says(&["约旦", "新加坡", "土耳其", "英国", "韩国"])
                .from(&[HERALD]),
            ask("Which countries sent their ambassadors to the Dialogue?")
                .tells(&["dialogue-ambassadors"])
                .says(&["Jordan", "Singapore", "Türkiye", "United Kingdom", "South Korea"])
                .from(&[HERALD]),
        ],
    );
}

#[test]
fn a_long_list_is_told_whole_too() {
    keep(
        "a_long_list",
        &[
            ask("十大伙伴行动具体是哪十项？").tells(&["plan-ten-list"]).says(&TEN_ZH).from(&[HERALD]),
            ask("List all ten actions of the Ten Partner Actions plan.")
                .tells(&["plan-ten-list"])
                .says(&["market", "imports", "supply chains", "Belt and Road", "open economy"])
                .from(&[HERALD]),
        ],
    );
}

#[test]
fn a_list_that_its_source_leaves_open_says_so() {
    keep(
        "an_open_list",
        &[
            ask("去济南推介会的外国代表来自哪些国家？")
                .tells(&["jinan-promo-named-countries"])
                .says(&["摩尔多瓦", "伊拉克", "哥伦比亚", "乌干达", "14个"])
                .from(&[JINAN]),
            ask("Which countries did the delegates at the Jinan promotion meeting come from?")
                .tells(&["jinan-promo-named-countries"])
                .says(&["Moldova", "Iraq", "Colombia", "Uganda", "14"])
                .from(&[JINAN]),
        ],
    );
}

#[test]
fn a_count_is_told_with_its_noun() {
    keep(
        "a_count",
        &[
            ask("山东会客厅有几个功能区域？").tells(&["hall-zones"]).begins("3个功能区域").from(&[HALL]),
            ask("How many functional areas does the Shandong Reception Hall have?")
                .tells(&["hall-zones"])
                .begins("3 functional areas")
                .from(&[HALL]),
            ask("青岛倡议一共有几项内容？").tells(&["qi-items-count"]).begins("6项").from(&[QINGDAO]),
            ask("How many items does the Qingdao Initiative have?").tells(&["qi-items-count"]).begins("6 items").from(&[QINGDAO]),
        ],
    );
}

#[test]
fn everything_about_a_thing_is_a_list_of_its_facts() {
    let bank =
        ["hengfeng-assets-2025", "hengfeng-revenue-2025", "hengfeng-profit-2025", "hengfeng-shareholder-uob", "hengfeng-services-offer"];
    let park = ["great-stone-pearl", "great-stone-alliance-member", "great-stone-liaison-offices", "great-stone-consulting-service"];
    keep(
        "everything_about",
        &[
            ask("介绍一下恒丰银行的所有情况").tells(&bank).from(&[HERALD]),
            ask("Tell me everything about Hengfeng Bank").tells(&bank).from(&[HERALD]),
            ask("列出恒丰银行的全部信息").tells(&bank).from(&[HERALD]),
            ask("关于中白工业园的一切").tells(&park).from(&[QINGDAO]),
            ask("Everything you know about the Great Stone park").tells(&park).from(&[QINGDAO]),
            ask("介绍一下德州").tells(&["dezhou-farming-and-industry", "dezhou-cbec-pilot", "dezhou-strengths"]).from(&[HERALD]),
        ],
    );
}

#[test]
fn a_timeline_runs_from_the_first_day_to_the_last() {
    let stops = ["roadshow-moscow", "roadshow-almaty", "roadshow-tashkent"];
    keep(
        "a_timeline",
        &[
            ask("按时间顺序列出上合示范区海外推介的行程").tells(&stops).in_order(&stops).from(&[TOUR]),
            ask("Give me a timeline of SCODA's 2022 promotion tour").tells(&stops).in_order(&stops).from(&[TOUR]),
        ],
    );
}

#[test]
fn events_are_listed_by_month() {
    keep(
        "events_of_a_month",
        &[
            ask("2022年11月有什么活动？").tells_only(&["roadshow-almaty", "roadshow-tashkent"]).from(&[TOUR]),
            ask("What took place in October 2022?").tells(&["roadshow-moscow"]).from(&[TOUR]),
            ask("2025年7月有哪些活动？")
                .tells(&["sco-conference-2025", "supply-chain-meeting-2025", "park-alliance-meeting-2025", "rail-signing-2025"])
                .from(&[QINGDAO]),
            ask("Which events took place in July 2025?")
                .tells(&["sco-conference-2025", "supply-chain-meeting-2025", "park-alliance-meeting-2025", "rail-signing-2025"])
                .from(&[QINGDAO]),
        ],
    );
}

#[test]
fn events_are_listed_by_place() {
    keep(
        "events_of_a_place",
        &[
            ask("北京有什么活动？").tells_only(&["partners-dialogue-2026"]).from(&[HERALD]),
            ask("What events are there in Moscow?").tells(&["roadshow-moscow"]).leaves_out(&["partners-dialogue"]).from(&[TOUR]),
            ask("塔什干办过什么活动？").tells(&["roadshow-tashkent"]).from(&[TOUR]),
            ask("Which events were held in Almaty?").tells(&["roadshow-almaty"]).from(&[TOUR]),
        ],
    );
}

#[test]
fn relative_times_count_from_the_clock() {
    let visits = ["jinan-series-2025", "jinan-promo-2025", "jinan-visit-0516", "jinan-visit-0517-18"];
    let earlier: Timestamp = "2022-12-05T09:00:00+08:00".parse().expect("a time");
    let then = earlier.in_tz("Asia/Shanghai").expect("a zone");
    keep(
        "relative_times",
        &[
            ask("去年济南有什么活动？").tells_only(&visits).from(&[JINAN]),
            ask("What happened in Jinan last year?").tells_only(&visits).from(&[JINAN]),
            ask("今年有哪些活动？").tells(&["mnc-summit-7", "partners-dialogue-2026"]).from(&[HERALD]),
            ask("Which events are planned this year?").tells(&["mnc-summit-7", "singapore-shandong-week-2026"]).from(&[HERALD]),
            ask("前年济南片区进出口额是多少？").tells(&["jinan-area-trade-2024"]).from(&[JINAN]),
            ask_at("上个月有什么活动？", &then).tells_only(&["roadshow-almaty", "roadshow-tashkent"]).from(&[TOUR]),
            ask_at("What events were there last month?", &then).tells_only(&["roadshow-almaty", "roadshow-tashkent"]).from(&[TOUR]),
        ],
    );
}

#[test]
fn an_event_of_unknown_month_is_in_no_month() {
    ask("上个月有什么活动？").abstains();
    ask("What events were there last month?").abstains();
    ask("2025年7月有哪些活动？").leaves_out(&["2025年 —"]);
    ask("Which events were there this month?").tells_only(&["partners-dialogue-2026"]);
}

#[test]
fn events_of_a_month_are_listed_in_this_wording_too() {
    ask("2025年5月的活动有哪些？").tells(&["jinan-series-2025", "jinan-promo-2025", "jinan-visit-0516", "jinan-visit-0517-18"]);
}

#[test]
fn a_list_by_its_own_name_is_that_list() {
    ask("What are the four big trade events of 2026?").tells_only(&["four-big-events-2026"]);
}

#[test]
fn events_of_a_place_take_place_there() {
    for question in ["青岛有什么活动？", "Which events take place in Qingdao?", "events in Qingdao"] {
        ask(question).tells(&["sco-conference-2025", "mnc-summit-7"]).leaves_out(&["莫斯科", "撒马尔罕", "Moscow", "Samarkand"]);
    }
    ask("events in Almaty in 2022").tells_only(&["scoda-roadshow-2022", "roadshow-almaty"]);
}

#[test]
fn what_is_still_to_come_is_listed_by_its_kind() {
    for question in ["upcoming expos", "What upcoming expos are there?", "接下来有什么展会？"] {
        ask(question).tells(&["rcep-import-expo-2026", "korea-import-expo-2026"]).leaves_out(&["跨国公司", "Multinationals"]);
    }
}

#[test]
fn events_of_a_month_that_does_not_exist_are_not_those_of_its_year() {
    for question in ["2025年13月有什么活动？", "2025年2月30日有哪些活动", "What events were there on 31 June 2025?"] {
        ask(question).abstains().uses(&[]);
    }
    ask("2025年7月有什么活动？").tells(&["sco-conference-2025"]);
}

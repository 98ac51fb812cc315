//! One fact found and told: figures, events, people, places, initiatives, reasons.

use super::keep;
use crate::office::ask;

const JINAN: &str = "jinan-times-2025-05";
const TOUR: &str = "qingdao-daily-2022-11";
const QINGDAO: &str = "qingdao-daily-2025-07";
const HERALD: &str = "economic-herald-2026-01";
const HALL: &str = "yellow-river-media-2023-02";

#[test]
fn a_figure_comes_first_with_its_unit_and_period() {
    keep(
        "a_figure",
        &[
            ask("济南片区2024年实际使用外资有多少？").tells(&["jinan-area-fdi-2024"]).begins("5.8亿美元").says(&["2024年"]).from(&[JINAN]),
            ask("How much foreign capital did the Jinan Area use in 2024?")
                .tells(&["jinan-area-fdi-2024"])
                .begins("USD 580 million")
                .says(&["2024"])
                .from(&[JINAN]),
            ask("山东的友城一共有多少对？").tells(&["shandong-sister-ties"]).begins("702对").from(&[HERALD]),
            ask("How many sister-city ties does Shandong have?").tells(&["shandong-sister-ties"]).begins("702 pairs").from(&[HERALD]),
        ],
    );
}

#[test]
fn a_figure_keeps_the_word_that_says_how_exact_it_is() {
    keep(
        "a_qualified_figure",
        &[
            ask("山东会客厅的面积有多大？").tells(&["hall-area"]).begins("约6000平方米").from(&[HALL]),
            ask("How large is the Shandong Reception Hall?").tells(&["hall-area"]).begins("About 6,000 square metres").from(&[HALL]),
            ask("恒丰银行有多少家代理行？").tells(&["hengfeng-correspondent-banks"]).begins("超过600家").from(&[HERALD]),
            ask("How many correspondent banks does Hengfeng Bank have?")
                .tells(&["hengfeng-correspondent-banks"])
                .begins("More than 600")
                .from(&[HERALD]),
        ],
    );
}

#[test]
fn a_rank_is_told_as_a_rank() {
    keep(
        "a_rank",
        &[
            ask("山东友城数量全国排第几？").tells(&["shandong-sister-rank"]).begins("第2位").from(&[HERALD]),
            ask("Where does Shandong rank in China by number of sister cities?")
                .tells(&["shandong-sister-rank"])
                .begins("No. 2")
                .from(&[HERALD]),
        ],
    );
}

#[test]
fn a_published_share_is_told_as_published() {
    keep(
        "a_published_share",
        &[
            ask("对共建“一带一路”国家的进出口占山东进出口总值的比重是多少？")
                .tells(&["shandong-bri-share-2024"])
                .begins("61.9%")
                .from(&[JINAN]),
            ask("What percentage of Shandong's imports and exports was with Belt and Road countries?")
                .tells(&["shandong-bri-share-2024"])
                .begins("61.9%")
                .from(&[JINAN]),
        ],
    );
}

#[test]
fn a_published_growth_says_since_when() {
    keep(
        "a_published_growth",
        &[
            ask("青岛与哈萨克斯坦2021年进出口同比增长多少？").tells(&["qingdao-kz-growth-2021"]).begins("同比增长112%").from(&[TOUR]),
            ask("How fast did Qingdao's trade with the SCO countries grow in 2021?")
                .tells(&["qingdao-sco-growth-2021"])
                .begins("Up 38.3% on 2020")
                .from(&[TOUR]),
        ],
    );
}

#[test]
fn an_event_tells_its_day() {
    keep(
        "when_an_event_was",
        &[
            ask("上合示范区莫斯科推介会是哪一天？").tells(&["roadshow-moscow"]).begins("2022年10月29日").from(&[TOUR]),
            ask("When was SCODA's promotion session in Moscow?").tells(&["roadshow-moscow"]).begins("29 October 2022").from(&[TOUR]),
            ask("山东会客厅哪天开厅的？").tells(&["reception-hall-opening-2020"]).begins("2020年8月14日").from(&[HALL]),
            ask("When did the Shandong–Global Partners Dialogue take place?")
                .tells(&["partners-dialogue-2026"])
                .begins("20 January 2026")
                .from(&[HERALD]),
        ],
    );
}

#[test]
fn an_event_tells_its_place() {
    keep(
        "where_an_event_was",
        &[
            ask("2026山东—全球伙伴开放合作对话会在哪座城市举行？").tells(&["partners-dialogue-2026"]).begins("北京").from(&[HERALD]),
            ask("Where was the Partners Dialogue held?").tells(&["partners-dialogue-2026"]).begins("Beijing").from(&[HERALD]),
            ask("上合地方经贸合作大会在哪个场馆开幕？").tells(&["sco-conference-2025"]).says(&["上合之珠国际博览中心"]).from(&[QINGDAO]),
            ask("At which venue did the 2025 China–SCO local trade conference open?")
                .tells(&["sco-conference-2025"])
                .says(&["Pearl International Expo Cent"])
                .from(&[QINGDAO]),
        ],
    );
}

#[test]
fn an_event_tells_who_chaired_it() {
    keep(
        "who_of_an_event",
        &[
            ask("谁主持了济南推介交流会？").tells(&["jinan-promo-chair"]).says(&["齐怀栋"]).from(&[JINAN]),
            ask("Who chaired the promotion meeting in Jinan?").tells(&["jinan-promo-chair"]).says(&["Qi Huaidong"]).from(&[JINAN]),
            ask("Who spoke at all three roadshow sessions?").tells(&["liu-addressed-all-three"]).says(&["Liu Jianjun"]).from(&[TOUR]),
        ],
    );
}

#[test]
fn a_person_tells_the_post_and_where_and_when() {
    keep(
        "a_person",
        &[
            ask("陈白薇是谁？").tells(&["chen-baiwei-role"]).says(&["外事办公室主任", "2026年1月"]).from(&[HERALD]),
            ask("Who is Chen Baiwei?").tells(&["chen-baiwei-role"]).says(&["Foreign Affairs Office", "January 2026"]).from(&[HERALD]),
            ask("仲华是什么职务？").tells(&["zhong-hua-post"]).says(&["副总领事"]).from(&[TOUR]),
            ask("What is Zhong Hua's post?").tells(&["zhong-hua-post"]).says(&["Deputy Consul General"]).from(&[TOUR]),
        ],
    );
}

#[test]
fn a_post_tells_the_person() {
    keep(
        "who_holds_a_post",
        &[
            ask("山东省商务厅厅长是谁？").tells(&["wang-lei-role"]).says(&["王磊"]).from(&[HERALD]),
            ask("Who is the director of Shandong's Department of Commerce?").tells(&["wang-lei-role"]).says(&["Wang Lei"]).from(&[HERALD]),
        ],
    );
}

#[test]
fn a_place_tells_where_it_is() {
    keep(
        "a_place",
        &[
            ask("哈伊马角在哪里？").tells(&["rak-location"]).says(&["阿联酋"]).from(&[QINGDAO]),
            ask("Where is Ras Al Khaimah?").tells(&["rak-location"]).says(&["United Arab Emirates"]).from(&[QINGDAO]),
            ask("济南人工智能岛在哪儿？").tells(&["ai-island-location"]).says(&["齐鲁软件园"]).from(&[JINAN]),
            ask("Where is the Jinan AI Island?").tells(&["ai-island-location"]).says(&["Qilu Software Park"]).from(&[JINAN]),
        ],
    );
}

#[test]
fn an_initiative_tells_what_it_is() {
    keep(
        "an_initiative",
        &[
            ask("什么是“服务金卡”？").tells(&["service-gold-card"]).says(&["来华工作的外国人"]).from(&[JINAN]),
            ask("What is the Service Gold Card?")
                .tells(&["service-gold-card"])
                .says(&["foreigners who come to China to work"])
                .from(&[JINAN]),
            ask("上合能谷是什么？").tells(&["energy-valley"]).says(&["清洁能源"]).from(&[QINGDAO]),
            ask("What is the SCO Energy Valley?").tells(&["energy-valley"]).says(&["clean-energy"]).from(&[QINGDAO]),
        ],
    );
}

#[test]
fn a_reason_is_told_where_a_fact_gives_one() {
    keep(
        "a_reason",
        &[
            ask("为什么要组建产业园区联盟？").tells(&["park-alliance-purpose"]).says(&["信息共享"]).from(&[QINGDAO]),
            ask("Why was the park alliance set up?").tells(&["park-alliance-purpose"]).says(&["haring information"]).from(&[QINGDAO]),
        ],
    );
}

#[test]
fn a_caveat_is_told_with_the_fact() {
    keep(
        "a_caveat",
        &[
            ask("齐鲁号中欧班列2024年开行了多少列？").tells(&["qilu-trains-2024"]).begins("1029列").says(&["注意："]).from(&[JINAN]),
            ask("How many Qilu trains ran in 2024?").tells(&["qilu-trains-2024"]).begins("1,029 trains").says(&["Note:"]).from(&[JINAN]),
        ],
    );
}

#[test]
fn a_plan_is_marked_as_a_plan() {
    keep(
        "a_plan",
        &[
            ask("2026年四大经贸活动是哪四个？").tells(&["four-big-events-2026"]).says(&["儒商大会", "计划，尚非结果"]).from(&[HERALD]),
            ask("How many exhibition events does Shandong plan to take companies to in 2026?")
                .tells(&["plan-exhibitions-500"])
                .begins("At least 500")
                .says(&["Planned, not a result"])
                .from(&[HERALD]),
        ],
    );
}

#[test]
fn a_target_is_marked_as_a_target() {
    keep(
        "a_target",
        &[
            ask("2025年“商务+金融”机制的信贷投放目标是多少？")
                .tells(&["commerce-finance-credit-2025"])
                .says(&["7500亿元", "目标"])
                .from(&[HERALD]),
            ask("What was the 2025 credit target of the commerce and finance mechanism?")
                .tells(&["commerce-finance-credit-2025"])
                .says(&["CNY 750 billion", "target"])
                .from(&[HERALD]),
        ],
    );
}

#[test]
fn a_day_asked_as_month_and_day_is_told() {
    ask("对话会是几月几号开的？").tells(&["partners-dialogue-2026"]).begins("2026年1月20日");
}

#[test]
fn a_total_that_is_published_is_told_as_such() {
    ask("入驻山东会客厅的城市一共有多少个？").tells(&["hall-cities-total"]).begins("23");
}

#[test]
fn what_a_body_does_somewhere_is_told() {
    ask("What does CIETAC do in the Jinan Area?").tells(&["cietac-shandong-in-jinan"]);
}

#[test]
fn who_addressed_all_sessions_is_found_in_chinese() {
    ask("谁出席并致辞了三场推介会？").tells_only(&["liu-addressed-all-three"]).says(&["刘建军"]);
}

#[test]
fn a_published_share_is_told_before_a_total_is_computed() {
    ask("济南片区外资占全市的比重是多少？").tells(&["jinan-area-fdi-share-2024"]).begins("37%");
}

#[test]
fn a_share_is_that_of_the_metric_named() {
    ask("What share of the city's trade does the Jinan Area have?").tells(&["jinan-area-trade-share-2024"]).begins("37%");
}

#[test]
fn a_question_that_fits_several_events_asks_back_in_chinese() {
    ask("推介会什么时候举行？").asks_back(&["jinan-promo-2025", "roadshow-moscow"]);
}

#[test]
fn a_question_that_fits_several_events_asks_back_in_english() {
    ask("When was the promotion session?").asks_back(&["roadshow-moscow", "roadshow-almaty", "roadshow-tashkent"]);
}

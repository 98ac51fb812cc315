### 在即时通讯里：按钮、群组、行内查询、资料。键与 telegram-en.ftl 相同。
privacy = 我为每个聊天保存：选定的语言和最近一次问答，半年没有消息即删除；最近两天的问题和回答的消息编号，以便您修改问题或点按钮时我能跟上；关注的内容、时区和免打扰时段，直到您取消；还没处理完的消息，处理完即删除。不保存姓名和电话，不做统计，不给别人。发 /export 可导出保存的内容，发 /stop 立即删除全部。
forgotten = 好的，我已删除关于这个聊天的一切。随时可以再问我。
button-source = 来源
button-other-language = English
# 按繁简转换，两种字体各得其名。
button-language = 简体中文
button-language-follows = 随问题的语言
source-detail = { $publisher }，《{ $title }》，{ $date }
tap-old = 这个按钮已经过期，请重新提问。
tap-language = 语言已设定
greeting-group = 大家好，我是通商。请用命令、@{ $bot } 或回复我的消息来提问，我用核对过的事实回答，并注明来源。/help 有更多说明。
other-kind = 我只能读文字消息，请把问题打出来。/help 告诉您可以问什么。
forwarded = 我不读转发的消息，请直接把问题打给我。
too-many = 消息太多了，请慢一点。过一会儿再问，我会接着回答。
failed = 抱歉，这条消息我处理时出了错，请换个说法再问。
inline-nothing = 没有找到，点这里直接问我
inline-hint = 打几个字，从核对过的事实里找
profile-description = 我是通商：用核对过的事实回答问题，中文或英文，每个数字都注明来源和时间，不知道的就说不知道。直接把问题打给我；在群里用 @ 或回复我；在任何聊天里打我的用户名加关键词也能查。
profile-short = 用核对过的事实回答问题，注明来源；中文、English。
feed-now = 订阅地址：{ $url }
feed-new = 在日历软件里订阅这个地址，内容始终是本聊天关注的活动。知道地址的人都能看到，请勿外传。之前的地址已失效。
    { $url }
feed-off = 地址已撤销，订阅了它的日历不会再收到内容。
feed-none = 这个机器人没有网页服务，不能订阅。/calendar 可以发送日历文件。
tz-nowhere = 我不知道那个位置的时区。请在 /tz 后写城市名。
reloaded = 已重新读取事实库。事实{ $facts }条，有变动的活动{ $changed }场，将通知{ $told }个聊天。
not-reloaded = 新的事实库有错误，没有采用，仍用原来的。
    { $problems }

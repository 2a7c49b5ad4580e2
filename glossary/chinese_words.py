"""Everyday Chinese words, and whether one of them runs across the ends of a term.

Chinese writes no spaces: 有机会 is 有 and 机会, and not 有机 and 会. The words around a term are
divided in the cheapest way, as in the shortest-path segmentation of Zhang and Liu (2002): a
known word or the term costs less than a character that stands alone. The term is there if a
division with it is as cheap as any without it. The table needs no rare words: what runs across a
term's ends is nearly always among the most common ones.
"""

from __future__ import annotations

from functools import lru_cache

_REACH = 4
"""Characters that are looked at on either side: the longest word of the table."""

_KNOWN, _TERM, _GRAMMAR, _ALONE = 9, 10, 12, 25
"""What a common word, the term, a function word of one character and any other one cost."""

_NEVER = 1_000_000

GRAMMAR = frozenset(
    "的了在是和与及或而但则且之其以于为对由从向自到被把将让使给按据因所等者们地得着过来去上下中"
    "内外里前后间有无没不未非也都还又再才就便即已曾正更最很太较极这那此该每各某另本我你他她它谁"
    "何几两多少大小新老高低会能可要应须需愿敢想说做看用个种类项次条家名位件年月日时分万亿元人"
)
"""Characters that are common words by themselves."""

WORDS = frozenset(
    """
    一个 一些 一定 一样 一般 一直 一起 一切 一旦 一方面 一致 一体 一系列 一代 一流 一批 一边 一带
    不仅 不但 不同 不能 不断 不会 不是 不要 不可 不足 不少 不得 不再 不过 不久 不管 不论 不如 不变
    世界 世纪 两个 两岸 个人 个体 个别 中国 中央 中心 中间 中华 中共 中小 中等 中外 中部 丰富 临时
    主要 主义 主动 主体 主席 主任 主张 主题 主权 主管 主持 主导 举行 举办 举措 义务 之一 之间 之后
    之前 之中 乡村 乡镇 习惯 书记 了解 争取 事业 事情 事件 事实 事务 事项 事故 事物 于是 互相
    互联网 亚洲 交通 交流 交易 产业 产品 产生 产权 产量 享受 享有 京津冀 人们 人民 人类 人才 人员
    人口 人士 人工 人均 人大 人权 人物 什么 今天 今年 今后 介绍 仍然 从事 从而 从来 他们 代表 代价
    代替 以上 以下 以及 以来 以前 以后 以为 以外 以内 仪式 任务 任何 任命 企业 价值 价格 休息 众多
    优势 优秀 优化 优质 优先 优良 优惠 会议 会见 会谈 会员 传统 传播 传递 但是 位于 位置 住房 体系
    体制 体现 体育 体验 何时 作为 作用 作出 作品 作者 你们 使得 使用 依法 依据 依靠 依托 依赖 依照
    便利 促进 促使 保持 保护 保障 保证 保险 保留 保存 信息 信心 信任 信用 信贷 修改 修订 修复 倡导
    倡议 借鉴 值得 债务 债券 假设 偏远 做到 做好 停止 健康 健全 充分 充满 充足 先进 先后 先行 光荣
    克服 党员 党委 党中央 党组织 全国 全面 全部 全球 全体 全省 全市 全党 全社会 公司 公共 公开
    公民 公平 公正 公布 公里 公众 公安 公益 公约 公路 共同 共产党 共享 共识 共建 共有 关于 关系
    关键 关注 关心 关联 其中 其他 其实 其它 其次 具有 具体 具备 典型 养老 内容 内部 内外 内需 再次
    农业 农村 农民 农田 农产品 冲突 决定 决策 决心 决议 准备 准确 准则 减少 减轻 凝聚 几乎 出现
    出台 出口 出来 出版 出席 出发 出资 分布 分工 分别 分析 分配 分类 分享 分散 分子 分为 切实 划分
    列入 则是 创新 创造 创建 创业 创立 初步 初期 判断 利益 利用 利润 利率 别人 到达 制度 制定 制造
    制约 制订 制裁 制成 前提 前进 前景 前沿 前往 前所未有 剩余 办法 办理 办公 办事 加强 加快 加大
    加入 加工 加以 加剧 务必 动力 动员 动态 助力 努力 劳动 劳动力 势力 勇于 包括 包含 化学 化解
    北京 北方 区域 区别 医疗 医院 医药 十分 协调 协会 协议 协作 协商 协同 单位 单一 卓越 占有 占据
    卫生 危机 危险 危害 即使 即将 历史 历来 厅局 压力 原则 原因 原来 原有 原始 参与 参加 参考 及时
    友好 双方 双边 反映 反对 反应 反复 发展 发现 发生 发挥 发布 发行 发达 发表 发出 发明 发动 发扬
    取得 取消 受到 变化 变革 变成 变得 口号 只有 只是 只要 只能 召开 可以 可能 可靠 可持续 可见
    台湾 各种 各地 各级 各国 各个 各项 各类 各方 各自 合作 合理 合同 合法 合格 合并 同时 同样 同意
    同志 同步 同期 同比 名称 名义 后来 后果 向前 否则 吸引 吸收 周边 周期 命运 品牌 品种 品质 响应
    哪些 唯一 商品 商业 商务 商标 四个 回答 回归 回应 因此 因为 因素 团结 团队 团体 困难 围绕 固定
    国家 国际 国内 国民 国有 国务院 国外 国防 国土 国债 国企 国情 图书 土地 在于 在内 地区 地方
    地位 地球 地点 地理 地面 地下 场所 场景 坚持 坚决 坚定 坚实 城市 城镇 城乡 培训 培养 培育 基本
    基础 基金 基层 基地 增加 增长 增强 增值 处理 处于 处罚 处分 复杂 复合 外国 外部 外交 外资 外贸
    外汇 多种 多样 多数 多年 多元 多边 大量 大学 大会 大力 大型 大家 大多 大规模 大众 大陆 大幅
    天然 天下 太平洋 失业 失去 头脑 夯实 奋斗 女性 她们 好处 如何 如果 如此 妇女 始终 委员 委员会
    威胁 孩子 存在 存款 存量 学习 学校 学生 学者 学术 学科 学院 它们 安全 安排 安置 完全 完成 完善
    完整 官员 定位 定期 定义 实现 实施 实际 实践 实行 实力 实体 实质 实验 实用 审查 审议 审计 审批
    客观 客户 宣传 宣布 家庭 家属 容易 宽松 密切 富裕 对于 对外 对象 对待 对话 对方 寻求 导致 导向
    封闭 尊重 就业 就是 尤其 局面 局势 局部 层次 层面 居民 居住 届时 展开 展现 展示 属于 山区 岗位
    工业 工作 工程 工人 工资 工具 工艺 差距 差异 差别 已经 市场 市民 布局 希望 帮助 带动 带来 带领
    带头 常见 常态 常委 常务 年代 年度 年轻 年龄 并且 并非 幸福 广大 广泛 广东 广告 广播 序列 应当
    应该 应用 应对 应急 底线 度过 建立 建设 建议 建筑 建成 建构 开展 开始 开放 开发 开启 开拓 开创
    异常 引导 引进 引领 引起 引入 弘扬 强大 强调 强化 强国 归属 当前 当地 当然 当时 当代 当今 形成
    形式 形势 形象 形态 影响 彻底 往往 征收 待遇 很多 律师 微观 德国 必须 必要 必然 必将 志愿 快速
    快递 忽视 态度 思想 思维 思路 急需 总体 总书记 总量 总理 总结 总统 总额 总部 恢复 情况 情形
    惠及 意义 意识 意见 意味 意愿 感到 感受 感情 愿意 成为 成立 成功 成果 成本 成绩 成长 成员 成熟
    成就 我们 我国 我省 我市 我党 或者 战略 战争 战斗 户籍 所有 所谓 所以 所得 所在 手段 手续 手机
    打击 打造 打破 打开 执行 执法 执政 扩大 扩张 扶持 扶贫 批准 批评 技术 技能 把握 抓住 抓好 投资
    投入 投票 抗击 抗战 报告 报道 承担 承认 承诺 抵御 担任 担心 拉动 拓展 拥有 拥护 择优 持续 持久
    指出 指导 指标 指数 指挥 按照 按时 挑战 挖掘 损失 换句话说 据此 掌握 排放 探索 探讨 接受 接触
    控制 推动 推进 推广 推出 推行 措施 提出 提高 提供 提升 提醒 提前 援助 搞好 摆脱 支持 支撑 支付
    支出 支配 收入 收益 收集 改革 改善 改变 改进 改造 放弃 放开 放心 政府 政策 政治 政务 政权 政协
    政党 效果 效率 效益 效应 教育 教授 教学 教师 教训 敢于 散发 数量 数据 数字 数学 整个 整体 整合
    整治 文化 文明 文件 文学 文艺 文字 斗争 新型 新时代 新闻 新兴 新增 新建 方面 方法 方式 方向
    方案 方针 方便 施工 旅游 旅客 无法 无论 无数 日本 日常 日前 日益 日子 旨在 时代 时间 时期 时候
    时刻 明确 明显 明年 昨天 是否 显示 显著 普遍 普及 普通 景区 智能 智慧 更加 更好 更多 更高 更新
    曾经 最近 最后 最终 最大 最高 最低 最好 最多 月份 有关 有效 有利 有力 有序 有所 有些 有着
    有助于 有人 有时 服务 服从 朋友 期间 期望 未来 未必 本身 本质 本地 本国 本次 本人 机会 机构
    机制 机关 机遇 机械 机器 权利 权力 权益 权威 权限 材料 来自 来源 来说 条件 条例 条款 极大 极其
    构建 构成 构筑 某些 某种 标准 标志 样本 核心 根本 根据 格局 案件 检查 检验 检察 模式 模型 次数
    欢迎 欧洲 欧盟 正在 正式 正确 正常 正是 步伐 此外 此次 武器 武装 死亡 每个 每年 比较 比例 比如
    比重 毛泽东 民族 民主 民众 民生 民间 气候 气象 水平 水利 水资源 永远 求实 污染 汇报 汇率 江苏
    没有 治理 法律 法治 法规 法院 法人 法制 注意 注重 注入 活动 活力 活跃 流动 流通 流域 浙江 浪费
    海洋 海外 海关 海南 消费 消除 消息 消失 深入 深化 深刻 深圳 深厚 深度 清洁 清理 清楚 渠道 港澳
    游客 湖北 满足 满意 源于 源泉 潜力 激发 激励 火炬 灵活 灾害 点击 热情 热爱 照顾 牢固 牢记 物质
    物流 物品 物价 物业 特别 特点 特色 特殊 特征 状况 状态 独立 独特 率先 环境 环节 环保 现代 现在
    现实 现象 现场 现有 珍惜 理论 理解 理由 理念 理想 生产 生活 生态 生命 生存 生物 生长 生育 由于
    电子 电力 电影 电话 电视 男女 界定 留下 疫情 疾病 病毒 登记 的确 目前 目标 目的 直接 直到 相关
    相应 相对 相互 相当 相信 相结合 省份 省级 看到 看来 真正 真实 真理 着力 着眼 知识 短期 石油
    研究 研发 研制 破坏 硬件 确保 确定 确立 确实 确认 示范 礼仪 社会 社区 社保 祖国 神圣 福利 离开
    私营 科学 科技 科研 秩序 积极 积累 称为 称号 移动 程度 程序 稳定 稳步 稳妥 空间 空气 突出 突破
    突然 立场 立法 立即 立足 竞争 竞赛 章程 符合 第一 第二 第三 等级 等待 答案 策略 筹集 签署 签订
    简单 管理 管辖 管道 类似 类型 粮食 精神 精准 精心 系统 系列 素质 紧密 紧急 紧张 繁荣 繁华 红色
    约束 级别 纪律 纪念 纳入 纷纷 组织 组成 组建 细化 终身 经济 经验 经营 经过 经历 经常 经费 结合
    结构 结果 结束 结论 给予 绝对 统一 统筹 统计 继续 继承 维护 维持 综合 绿色 缓解 编制 缩小 网络
    网站 罪犯 美国 美好 美元 群众 群体 翻译 老人 考虑 考核 考察 考试 而且 而是 耕地 职业 职能 职工
    职责 职务 联合 联合国 联系 联盟 肯定 能力 能源 能够 能否 脱贫 自己 自然 自由 自主 自我 自身
    自治 自动 自愿 自信 至今 至少 致力 致富 航空 航天 良好 艰苦 艰巨 节约 节能 英国 范围 落实 落后
    融合 融资 融入 行为 行业 行动 行政 行使 行程 街道 表示 表明 表现 表达 衔接 西方 西部 要求 要素
    要点 要么 见证 观点 观念 观察 规划 规定 规模 规范 规律 规则 视频 视为 角度 角色 解决 解放 解释
    解除 触及 警察 计划 计算 认为 认识 认真 认定 认证 讨论 让步 议程 记者 记录 讲话 许多 许可 论坛
    论文 设立 设计 设备 设施 设置 访问 证明 证据 证券 评价 评估 识别 诉讼 词汇 试点 试验 诚信 话题
    该项 详细 语言 误解 说明 说法 请求 课题 调整 调查 调动 调节 谈判 谋求 象征 负责 负担 财政 财富
    财产 财务 责任 贡献 货币 货物 质量 贫困 贯彻 贷款 贸易 费用 资金 资源 资本 资产 资料 资格 赋予
    起来 起草 趋势 超过 超越 越来越 足够 跨越 跨境 路径 路线 身份 身体 车辆 轨道 转变 转化 转型
    转移 转让 载体 较为 较大 辅助 输入 输出 辽宁 达到 达成 迅速 过程 过去 过渡 运行 运用 运动 运营
    运输 近年 近期 近日 返还 还是 还有 还要 这些 这个 这种 这里 这样 这次 进行 进一步 进入 进程
    进步 进口 进展 远程 违反 违法 连接 连续 迫切 追求 追究 退出 适应 适当 适合 适用 选择 选举 透明
    逐步 逐渐 途径 通过 通知 通信 通常 通道 速度 造成 遇到 道路 道德 避免 邀请 那么 那些 邻国 部分
    部门 部署 部队 都是 配合 配置 配套 释放 里面 重大 重要 重点 重视 重新 重组 金融 金额 针对 鉴定
    钢铁 银行 销售 长期 长江 长远 长效 长城 问题 防止 防范 防治 阶段 阶级 阻碍 附件 附近 陆续 限制
    院校 除了 随着 随后 随时 难以 难题 集中 集体 集团 集聚 零售 需求 需要 青年 非常 非法 面临 面对
    面向 面积 革命 音乐 项目 顺利 预计 预期 预防 预算 预测 领导 领域 领先 领土 频繁 题目 额度 风险
    风格 食品 首先 首次 首都 首相 香港 驱动 骨干 高度 高校 高等 高级 高速 高效 高新 鼓励 齐全 黄河
    开会 议会 机场 会场 会长 部长 校长 院长 家长 省长 市长 局长 所长 处长 工会 学会 商会 社会性
    都会 机动 动机 飞机 司机 时机 生机 商机 计算机 大批 后期 定时 及格 上海 上级 上升 上市 上述
    上涨 上网 下降 下列 下午 下面 下去 下来 上午 上面 上来 上去 中午 年底 年初 月底 今日 明日 本月
    本年 去年 前年 当年 同年 全年
    力量 力度 力争 力求 率领 家园 家乡 家族 家电 家居 法案 法庭 法定 论述 论证 学历 学位 员工 库存
    界限 界面 业务 业态 业绩 业主 量化 器官 器材 器械 化工 化肥 性别 性质 性能 性格 型号 师生 师范
    师资 站点 厂商 厂家 园区 园林 链条 链接 税收 税务 券商 署名 馆藏 值班 品格 物资 量子 区块 圈子
    所属 所需 制品 制药 权重 局限 院士 学问 学费 家具
    """.split()  # noqa: SIM905 -- a list of a thousand literals is harder to read
)
"""Common words of written Chinese."""

_PAIRS = frozenset(word[at : at + 2] for word in WORDS for at in range(len(word) - 1))
"""Neighbours inside a word: between any others there is a boundary."""


def divides(text: str, start: int, end: int) -> bool:
    """Whether a Chinese text may be divided before and after a stretch that is a known term."""
    if text[start - 1 : start + 1] not in _PAIRS and text[end - 1 : end + 1] not in _PAIRS:
        return True
    left, right = max(0, start - _REACH), min(len(text), end + _REACH)
    return _divides(text[left:start], text[start:end], text[end:right])


@lru_cache(maxsize=65536)
def _divides(before: str, term: str, after: str) -> bool:
    if not _crossed(before, term, after):
        return True
    text = before + term + after
    whole = (len(before), len(before) + len(term))
    return _cost(text, whole, keep=True) <= _cost(text, whole, keep=False)


def _crossed(before: str, term: str, after: str) -> bool:
    """Whether any known word begins in one of the three parts and ends in another."""
    text = before + term + after
    for edge in (len(before), len(before) + len(term)):
        for start in range(max(0, edge - _REACH + 1), edge):
            for end in range(edge + 1, min(len(text), start + _REACH) + 1):
                if text[start:end] in WORDS:
                    return True
    return False


def _cost(text: str, term: tuple[int, int], *, keep: bool) -> int:
    """What the cheapest division of a text costs.

    Args:
        text: a few characters.
        term: where the term starts and ends.
        keep: whether the term is to be one of the words, or must not be.
    """
    start, end = term
    costs = [0]
    for at in range(1, len(text) + 1):
        ways = [costs[at - 1] + (_GRAMMAR if text[at - 1] in GRAMMAR else _ALONE)]
        ways += [
            costs[at - length] + _KNOWN
            for length in range(2, min(at, _REACH) + 1)
            if text[at - length : at] in WORDS
            and (at - length, at) != term
            and not (keep and at - length < end <= at - 1)
        ]
        if keep and start < at < end:
            ways = [_NEVER]
        elif keep and at == end:
            ways = [costs[start] + (_KNOWN if text[start:end] in WORDS else _TERM)]
        costs.append(min(ways))
    return costs[-1]

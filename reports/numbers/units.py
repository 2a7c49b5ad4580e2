"""Units and currencies as data: how English and Chinese write them, and how they convert.

Factors to the base unit of a dimension are exact: SI definitions (BIPM, The International System
of Units, 9th edition), the international yard and pound agreement of 1959, and for 亩, 斤, 里 the
Chinese market system of 1959 (1 亩 = 10000/15 m², 1 斤 = 0.5 kg, 1 里 = 500 m).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes:
        symbol: canonical name in atoms.
        dimension: units of one dimension can be converted into each other.
        factor: how many base units of the dimension it is.
        english: spellings, matched as whole words; case matters for symbols.
        chinese: spellings.
    """

    symbol: str
    dimension: str
    factor: Fraction
    english: tuple[str, ...]
    chinese: tuple[str, ...]


# symbol | dimension | factor | English | Chinese
_UNITS = """
m | length | 1 | metre metres meter meters m | 米 公尺
km | length | 1000 | kilometre kilometres kilometer kilometers km kms | 公里 千米
cm | length | 1/100 | centimetre centimetres centimeter centimeters cm | 厘米 公分
mm | length | 1/1000 | millimetre millimetres millimeter millimeters mm | 毫米
um | length | 1/1000000 | micrometre micrometres micrometer micron microns μm | 微米
nm | length | 1/1000000000 | nanometre nanometres nanometer nanometers nm | 纳米 奈米
li | length | 500 | li | 华里
chi | length | 1/3 | | 尺 市尺
mile | length | 1609344/1000 | mile miles | 英里
nmi | length | 1852 | nautical_mile nautical_miles | 海里
ft | length | 3048/10000 | foot feet ft | 英尺
yd | length | 9144/10000 | yard yards yd |
inch | length | 254/10000 | inch inches | 英寸
m2 | area | 1 | square_metre square_metres square_meter square_meters sq_m sqm m² m2 | 平方米 平米
km2 | area | 1000000 | square_kilometre square_kilometres square_kilometer square_kilometers sq_km km² km2 | 平方公里 平方千米
ft2 | area | 9290304/100000000 | square_foot square_feet sq_ft | 平方英尺
cm2 | area | 1/10000 | square_centimetre square_centimetres square_centimeter square_centimeters cm² cm2 | 平方厘米
mile2 | area | 2589988110336/1000000 | square_mile square_miles | 平方英里
ha | area | 10000 | hectare hectares ha | 公顷
mu | area | 10000/15 | mu | 亩 畝 市亩
acre | area | 40468564224/10000000 | acre acres | 英亩
m3 | volume | 1 | cubic_metre cubic_metres cubic_meter cubic_meters m³ m3 cu_m | 立方米 方立米
ft3 | volume | 28316846592/1000000000000 | cubic_foot cubic_feet cu_ft | 立方英尺
km3 | volume | 1000000000 | cubic_kilometre cubic_kilometres cubic_kilometer cubic_kilometers km³ km3 | 立方公里 立方千米
gal | volume | 3785411784/1000000000000 | gallon gallons | 加仑
L | volume | 1/1000 | litre litres liter liters | 升 公升
mL | volume | 1/1000000 | millilitre millilitres milliliter milliliters ml mL | 毫升
bbl | volume | 158987294928/1000000000000 | barrel barrels bbl | 桶
kg | mass | 1 | kilogram kilograms kilo kilos kg | 公斤 千克
g | mass | 1/1000 | gram grams gramme grammes | 克
ug | mass | 1/1000000000 | microgram micrograms μg µg | 微克
mg | mass | 1/1000000 | milligram milligrams mg | 毫克
t | mass | 1000 | tonne tonnes metric_ton metric_tons ton tons | 吨 公吨 噸
jin | mass | 1/2 | jin catty catties | 斤 市斤
liang | mass | 1/20 | liang tael taels | 市两 两 兩
oz | mass | 28349523125/1000000000000 | ounce ounces oz | 盎司
lb | mass | 45359237/100000000 | pound_weight lb lbs | 磅
tce | coal | 1 | tonnes_of_standard_coal tons_of_standard_coal tce | 吨标准煤 吨标煤
s | duration | 1 | second seconds sec | 秒 秒钟
ms | duration | 1/1000 | millisecond milliseconds ms | 毫秒
min | duration | 60 | minute minutes min mins | 分钟
quarter-hour | duration | 900 | | 刻钟 刻鐘
h | duration | 3600 | hour hours hr hrs | 小时 个小时 個小時 小時 钟头 个钟头
d | duration | 86400 | day days | 天 日内
week | duration | 604800 | week weeks | 周 星期 个星期 礼拜 個星期
fortnight | duration | 1209600 | fortnight fortnights | 双周
month | months | 1 | month months | 个月 個月 个多月
century | months | 1200 | centuries | 个世纪 個世紀
decade | months | 120 | decade decades |
year | months | 12 | year years yr yrs | 年 周年 載 载 年间 年内 年来
B | data | 1 | byte bytes | 字节 位元組
KB | data | 1000 | kilobyte kilobytes KB | 千字节
MB | data | 1000000 | megabyte megabytes MB | 兆字节
GB | data | 1000000000 | gigabyte gigabytes GB | 吉字节
TB | data | 1000000000000 | terabyte terabytes TB | 太字节
PB | data | 1000000000000000 | petabyte petabytes PB | 拍字节
EB | data | 1000000000000000000 | exabyte exabytes EB | 艾字节
ZB | data | 1000000000000000000000 | zettabyte zettabytes ZB | 泽字节
Mbps | rate | 1000000 | Mbps megabits_per_second | 兆比特每秒
Kbps | rate | 1000 | Kbps kbps kilobits_per_second | 千比特每秒
Tbps | rate | 1000000000000 | Tbps terabits_per_second | 太比特每秒
Gbps | rate | 1000000000 | Gbps gigabits_per_second | 千兆比特每秒
FLOPS | compute | 1 | FLOPS flops | 次浮点运算 次/秒 次每秒
TFLOPS | compute | 1000000000000 | TFLOPS teraflops | TFLOPS
GFLOPS | compute | 1000000000 | GFLOPS gigaflops | GFLOPS
PFLOPS | compute | 1000000000000000 | PFLOPS petaflops | PFLOPS
EFLOPS | compute | 1000000000000000000 | EFLOPS exaflops EFlops | EFLOPS 百亿亿次
W | power | 1 | watt watts W | 瓦 瓦特
kW | power | 1000 | kilowatt kilowatts kW | 千瓦
MW | power | 1000000 | megawatt megawatts MW | 兆瓦
GW | power | 1000000000 | gigawatt gigawatts GW | 吉瓦
TW | power | 1000000000000 | terawatt terawatts TW | 太瓦
Wh | energy | 1 | watt-hour watt-hours Wh | 瓦时
kWh | energy | 1000 | kilowatt-hour kilowatt-hours kilowatt_hour kilowatt_hours kWh | 千瓦时 度电 千瓦小时
MWh | energy | 1000000 | megawatt-hour megawatt-hours megawatt_hours MWh | 兆瓦时
GWh | energy | 1000000000 | gigawatt-hour gigawatt-hours gigawatt_hours GWh | 吉瓦时
TWh | energy | 1000000000000 | terawatt-hour terawatt-hours terawatt_hours TWh | 太瓦时
J | energy | 1/3600 | joule joules J | 焦耳
kcal | energy | 4184/3600 | kilocalorie kilocalories kcal | 千卡 大卡
V | voltage | 1 | volt volts | 伏 伏特
kV | voltage | 1000 | kilovolt kilovolts kV | 千伏
Hz | frequency | 1 | hertz Hz | 赫兹
kHz | frequency | 1000 | kilohertz kHz | 千赫
MHz | frequency | 1000000 | megahertz MHz | 兆赫
GHz | frequency | 1000000000 | gigahertz GHz | 吉赫兹 吉赫
degC | temperature | 1 | degrees_Celsius degree_Celsius °C ℃ degrees_centigrade | 摄氏度 ℃ °C
degF | fahrenheit | 1 | degrees_Fahrenheit degree_Fahrenheit °F ℉ | 华氏度 ℉
deg | angle | 1 | degree degrees ° | 度 °
km/h | speed | 1 | km/h kph kilometres_per_hour kilometers_per_hour | 公里/小时 公里每小时 千米每小时
m/s | speed | 36/10 | m/s metres_per_second meters_per_second | 米/秒 米每秒
km/s | speed | 3600 | km/s kilometres_per_second kilometers_per_second | 公里/秒 千米/秒 公里每秒 千米每秒
mph | speed | 1609344/1000000 | mph miles_per_hour | 英里每小时
Pa | pressure | 1 | pascal pascals Pa | 帕 帕斯卡
kPa | pressure | 1000 | kilopascal kilopascals kPa | 千帕
MPa | pressure | 1000000 | megapascal megapascals MPa | 兆帕
mAh | charge | 1/1000 | milliampere-hours mAh | 毫安时
Ah | charge | 1 | ampere-hours Ah | 安时
dB | sound | 1 | decibel decibels dB | 分贝
px | pixels | 1 | pixel pixels | 像素
MP | pixels | 1000000 | megapixel megapixels |
TEU | boxes | 1 | TEU TEUs twenty-foot_equivalent_units standard_containers | 标准箱 标箱
"""  # noqa: E501 - one row a line

# code | English | Chinese
_CURRENCIES = """
CNY | yuan RMB renminbi CNY Yuan ¥ ￥ RMB¥ RMB_yuan Chinese_yuan yuan_RMB | 元人民币 人民币 元 圆 块钱
USD | US_dollars US_dollar U.S._dollars U.S._dollar dollars dollar USD US$ $ U.S.$ | 美元 美金
EUR | euros euro EUR € | 欧元
GBP | pounds_sterling pounds pound GBP £ | 英镑
JPY | Japanese_yen yen JPY JP¥ | 日元 日圆
HKD | Hong_Kong_dollars Hong_Kong_dollar HKD HK$ | 港元 港币
TWD | New_Taiwan_dollars NT_dollars NT$ TWD | 新台币 新臺幣
KRW | Korean_won won KRW ₩ | 韩元
INR | rupees rupee INR ₹ Rs. Rs | 卢比
RUB | roubles rouble rubles ruble RUB ₽ | 卢布
CHF | Swiss_francs francs franc CHF | 瑞士法郎 法郎
AUD | Australian_dollars Australian_dollar AUD A$ | 澳元
CAD | Canadian_dollars Canadian_dollar CAD C$ | 加元
SGD | Singapore_dollars Singapore_dollar SGD S$ | 新加坡元 新元
BRL | reais BRL R$ | 雷亚尔
ZAR | rand ZAR | 兰特
"""  # noqa: E501 - one row a line


def _rows(table: str) -> list[list[str]]:
    lines = (line for line in table.strip().splitlines())
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def _spellings(cell: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in cell.split())


UNITS: dict[str, Unit] = {
    symbol: Unit(symbol, dimension, Fraction(factor), _spellings(english), _spellings(chinese))
    for symbol, dimension, factor, english, chinese in _rows(_UNITS)
}

ENGLISH_UNITS: dict[str, str] = {
    spelling: unit.symbol for unit in UNITS.values() for spelling in unit.english
}
CHINESE_UNITS: dict[str, str] = {
    spelling: unit.symbol for unit in UNITS.values() for spelling in unit.chinese
}
ENGLISH_CURRENCIES: dict[str, str] = {
    spelling: code for code, english, _ in _rows(_CURRENCIES) for spelling in _spellings(english)
}
CHINESE_CURRENCIES: dict[str, str] = {
    spelling: code for code, _, chinese in _rows(_CURRENCIES) for spelling in _spellings(chinese)
}


def in_base_units(value: Decimal, symbol: str) -> tuple[str, Fraction]:
    """Convert a value to the base unit of its dimension.

    Args:
        value: in the unit.
        symbol: canonical symbol of the unit.

    Returns:
        The dimension and the exact value; an unknown unit is its own dimension.
    """
    unit = UNITS.get(symbol)
    if unit is None:
        return symbol, Fraction(value)
    return unit.dimension, Fraction(value) * unit.factor

"""Licences, applications and agreements with ordinary and with extreme content. All of it is made up (`examples`)."""

from datetime import date, timedelta
from typing import Final

from printing.documents.application_receipt import ApplicationReceipt, Material
from printing.documents.example_ink import FIRST, SECOND, THIRD
from printing.documents.example_parts import AT, LONG_ADDRESS, LONG_NAME, specimen_issue
from printing.documents.licence_copy import LicenceCopy
from printing.documents.mediation_agreement import InkSignature, MediationAgreement, Mediator, Party
from printing.documents.paper import Applicant, Seal
from printing.documents.registry_proof import ProofFact

_APPROVALS: Final = "云江市行政审批服务局"
_COUNTY: Final = "云江市样板民族自治县行政审批服务局政务服务管理办公室"
_LICENCE_BASIS: Final = ("《国务院关于在线政务服务的若干规定》",)
_APPLICATION_BASIS: Final = ("《中华人民共和国行政许可法》",)
_MEDIATION_BASIS: Final = ("《中华人民共和国人民调解法》",)
_COMMITTEE: Final = "云江市样板区示范街道人民调解委员会"


def ordinary_licence_copy() -> LicenceCopy:
    """A business licence."""
    return LicenceCopy(
        applicant=Applicant("王样一", "居民身份证", "999901198807150019"),
        issue=specimen_issue(
            "ZZ2026112300000931",
            organisation=_APPROVALS,
            legal_basis=_LICENCE_BASIS,
            seal=Seal("电子证照专用章", "9999010004321"),
        ),
        licence_name="营业执照",
        licence_number="91999901MA0SAMPLE7",
        licence_identifier="9.999.1.01.11100000000000000X.91999901MA0SAMPLE7.001.5",
        holder="云江市样例便民商店（个体工商户）",
        authority="云江市样板区市场监督管理局",
        issued_on=date(2021, 3, 18),
        as_of=AT - timedelta(minutes=1),
        facts=(
            ProofFact("类型", "个体工商户"),
            ProofFact("经营者", "王样一"),
            ProofFact("经营场所", "云江市样板区示范路18号样例花园3栋一层106铺"),
            ProofFact("注册日期", "2021年3月18日"),
            ProofFact("组成形式", "个人经营"),
            ProofFact("经营范围", "食品销售（仅销售预包装食品）；日用百货、文具用品零售；打字复印。"),
        ),
        purpose="办理社会保险登记",
    )


def extreme_licence_copy() -> LicenceCopy:
    """A long name with a rare character, long fields, empty fields, long labels, a second copy, a last day."""
    return LicenceCopy(
        applicant=Applicant(f"{LONG_NAME}𬱖㛃", "外国人永久居留身份证（五星卡）", "999910199912310019"),
        issue=specimen_issue(
            "ZZ-2026-1123-000000000931",
            organisation=_COUNTY,
            copy_number=2,
            legal_basis=(*_LICENCE_BASIS, "《云江市电子证照管理和应用办法（试行）》"),
            notes=("本件由云江市电子证照库提供，跨省使用的以国家政务服务平台电子证照共享服务系统为准。",),
            seal=Seal("电子证照专用章"),
        ),
        licence_name="民办非企业单位（法人）登记证书与食品经营许可合并证照",
        licence_number="JY3-9999-0120-2611-2300-0187-9999-样例副本（二）",
        licence_identifier="9.999.1.01.11100000000000000X.JY39999012026112300018799990000000042.002.K",
        holder=f"{LONG_NAME}𬱖㛃",
        authority="云江市样板民族自治县市场监督管理局（知识产权局）与民政局联合颁发",
        issued_on=date(2024, 2, 29),
        valid_until=date(2029, 2, 28),
        as_of=AT,
        state="有效（限制转移）",
        facts=(
            ProofFact("住所", LONG_ADDRESS),
            ProofFact("法定代表人（负责人）", ""),
            ProofFact(
                "食品安全日常监督管理机构", "云江市样板民族自治县范水镇市场监督管理所（试验街道模拟社区食品安全工作站）"
            ),
            ProofFact("主体业态", ""),
            ProofFact(
                "业务范围",
                "热食类食品制售；冷食类食品制售（含冷加工糕点，不含裱花）；生食类食品制售（限现榨果蔬汁与水果拼盘）；"
                "自制饮品制售；散装食品销售（含冷藏冷冻食品，不含散装熟食）；特殊食品销售（保健食品、婴幼儿配方乳粉）；"
                "集体用餐配送（限学校与养老机构，日供餐不超过三百份）。",
            ),
        ),
        purpose="申报中央厨房与集体用餐配送单位联合监督检查以及学校食堂承包经营资格复核",
    )


def ordinary_application_receipt() -> ApplicationReceipt:
    """Everything was handed in."""
    return ApplicationReceipt(
        applicant=Applicant("张样一", "居民身份证", "999901199001010014"),
        issue=specimen_issue(
            "SJ2026112300000187",
            organisation=_APPROVALS,
            legal_basis=_APPLICATION_BASIS,
            seal=Seal("收件专用章", "9999010004322"),
        ),
        item="食品经营许可（新办）",
        department=_APPROVALS,
        received_at=AT,
        materials=(
            Material("食品经营许可申请书", "原件"),
            Material("营业执照", "电子"),
            Material("经营场所平面图、设备布局及操作流程", "原件", 2),
            Material("食品安全管理制度目录", "复印件"),
        ),
        masked_name="张*一",
        masked_number="999***********0014",
        time_limit="承诺5个工作日",
        promised_on=date(2026, 11, 30),
        fee="不收费",
        collection="窗口领取",
    )


def extreme_application_receipt() -> ApplicationReceipt:
    """Sixty materials, some of them missing; everything long; a second copy."""
    names = (
        "申请书",
        "法定代表人身份证明及授权委托书（加盖公章，须附受托人身份证件复印件）",
        "建设项目环境影响报告表及其批复文件（含公众参与说明、专家评审意见与修改情况一览表）",
        "消防验收备案凭证",
    )
    materials = tuple(
        Material(
            f"{names[number % 4]}（之{number}）",
            ("原件", "复印件", "", "电子")[number % 4],
            number % 12 + 1,
            missing=number % 13 == 0,
        )
        for number in range(1, 61)
    )
    return ApplicationReceipt(
        applicant=Applicant(f"{LONG_NAME}𬱖㛃", "外国人永久居留身份证（五星卡）", "999910199912310019"),
        issue=specimen_issue(
            "SJ-2026-1123-000000000187",
            organisation=_COUNTY,
            copy_number=2,
            legal_basis=(*_APPLICATION_BASIS, "《优化营商环境条例》"),
            notes=("逾期不补正的，视为撤回申请；材料原件核验后当场退还。",),
            seal=Seal("行政审批专用章"),
        ),
        item="建设工程规划许可、施工许可、消防设计审查与人防工程易地建设审批联办（一件事一次办，含变更与延期）",
        department="云江市样板民族自治县住房和城乡建设局、自然资源局、国防动员办公室",
        received_at=AT,
        materials=materials,
        masked_name="阿卜杜外力·***·***·***·***·试江",
        masked_number="999***********0019",
        time_limit="法定20个工作日，承诺5个工作日（不含专家评审）",
        promised_on=date(2026, 12, 21),
        fee="不动产登记费80.00元，城市基础设施配套费另计",
        collection="邮寄：云江市样板民族自治县范水镇示范路18号样例花园",
        help_line="12345转3号键（云江市行政审批服务局）",
    )


def bare_application_receipt() -> ApplicationReceipt:
    """Only what must be there."""
    return ApplicationReceipt(
        applicant=Applicant("李例", "居民身份证", "999902196203040026"),
        issue=specimen_issue("SJ2026112300000188", organisation=_APPROVALS, legal_basis=(), seal=Seal("收件专用章")),
        item="老年人优待证办理",
        department="云江市民政局",
        received_at=AT,
        materials=(Material("居民身份证"),),
        help_line="",
    )


def ordinary_mediation_agreement() -> MediationAgreement:
    """Two neighbours and water from above."""
    return MediationAgreement(
        issue=specimen_issue(
            "TJ2026112300000042",
            organisation=_COMMITTEE,
            legal_basis=_MEDIATION_BASIS,
            seal=Seal("人民调解专用章", "9999010007788"),
        ),
        parties=(
            Party(
                "甲方",
                "王样一",
                "居民身份证",
                "999901198807150019",
                "云江市样板区示范路18号样例花园3栋2单元1204室",
                "14000000001",
                signature=InkSignature(FIRST, AT - timedelta(minutes=6)),
            ),
            Party(
                "乙方",
                "李样二",
                "居民身份证",
                "999903198502280028",
                "云江市样板区示范路18号样例花园3栋2单元1104室",
                "14000000002",
                signature=InkSignature(SECOND, AT - timedelta(minutes=4)),
            ),
        ),
        mediators=(Mediator("王样三", InkSignature(THIRD, AT - timedelta(minutes=2))),),
        dispute="邻里纠纷",
        facts=(
            "2026年10月8日，甲方家中卫生间给水管接头松脱，积水渗入楼下乙方房屋，致其客厅吊顶、木地板及衣柜受损。",
            "双方对损失数额和修复方式有争议，于2026年11月20日共同申请调解。",
        ),
        clauses=(
            "甲方于2026年12月5日前修复本户卫生间给水管及防水层，费用自理，修复后由双方共同进行二十四小时闭水试验。",
            "甲方一次性赔偿乙方吊顶、木地板、衣柜修复费用人民币3,860.00元（大写：叁仟捌佰陆拾元整）。",
            "乙方收到上述款项后自行修复，双方就本次渗水一次了结，互不再主张其他权利。",
        ),
        performance="甲方于2026年11月30日前以银行转账方式支付至乙方指定账户。",
        agreed_at=AT - timedelta(minutes=8),
    )


def extreme_mediation_agreement() -> MediationAgreement:
    """Four parties, two mediators, an agent, a line without ink, long clauses over several pages."""
    clause = (
        "各方确认，自本协议生效之日起三十日内，由丙方按照附件所列清单（含“样例·国际城”二期A区第17栋商住楼负一层及一至三层）"
        "完成受损部位的拆除、清运与重新安装，所用材料不得低于GB 50222-2017规定的燃烧性能等级；逾期的，每逾期一日按"
        "合同价款的0.5‰支付违约金，但违约金总额以合同价款的10%为限。施工期间的安全、噪声与扬尘控制由丙方负责，甲方、乙方应当提供"
        "必要的作业面和水电接口，不得无故阻挠。"
    )
    return MediationAgreement(
        issue=specimen_issue(
            "TJ-2026-1123-000000000042",
            organisation="云江市样板民族自治县范水镇试验街道人民调解委员会",
            copy_number=2,
            legal_basis=(*_MEDIATION_BASIS, "《中华人民共和国民法典》"),
            notes=("双方可以自本协议生效之日起三十日内，共同向人民法院申请司法确认。",),
            seal=Seal("人民调解专用章"),
        ),
        parties=(
            Party(
                "甲方",
                f"{LONG_NAME}𬱖㛃",
                "外国人永久居留身份证（五星卡）",
                "999910199912310019",
                LONG_ADDRESS,
                "14000000001",
                signature=InkSignature(FIRST, AT),
            ),
            Party(
                "乙方",
                "云江市样板精密机械制造有限公司",
                "统一社会信用代码",
                "91999901MA0SAMPLE7",
                "",
                "",
                "李样二（委托代理人）",
                InkSignature(SECOND, AT),
            ),
            Party(
                "丙方",
                "云江市模拟建筑装饰工程集团股份有限公司第三分公司",
                "统一社会信用代码",
                "91999901MA0SAMPLE8",
                LONG_ADDRESS,
            ),
            Party("丁方", "李例", "居民身份证", "999902196203040026"),
        ),
        mediators=(Mediator("王样三", InkSignature(THIRD, AT)), Mediator("阿依·样例古丽")),
        dispute="物业与装饰装修合同纠纷",
        facts=tuple(f"（{number}）{clause}" for number in "一二三"),
        clauses=tuple(clause * (number % 2 + 1) for number in range(5)),
        performance=f"分三期履行：{clause}",
        agreed_at=AT,
        copies=6,
        subtitle="涉企、涉外、多方",
    )

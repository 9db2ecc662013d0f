"""Makes the Chinese font of the PNGs: Noto Sans SC with the characters of the words alone.

A developer's tool (npm run fonts); nothing needs it to run. It needs fontTools and Debian's fonts-noto-cjk.
"""
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection

ROOT = pathlib.Path(__file__).resolve().parents[3]
SOURCE = pathlib.Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
TARGET = ROOT / "reports/charts/fonts/noto-sans-sc-subset.otf"
WORDS = ["reports/words", "reports/format.ts", "reports/large-amounts.ts", "reports/language.ts"]
# Names of currencies come from Intl (reports/large-amounts.ts).
CURRENCIES = "元美欧日英镑港澳台币新加坡韩瑞士法郎加拿大澳印度卢比俄罗斯布泰铢越南盾马来西亚林吉特沙特里亚尔阿联酋迪拉姆人民"


def characters() -> str:
    files = [path for name in WORDS for path in ([ROOT / name] if name.endswith(".ts") else (ROOT / name).rglob("*.ts"))]
    text = "".join(path.read_text(encoding="utf-8") for path in files) + CURRENCIES
    ascii_letters = "".join(map(chr, range(0x20, 0x7F)))
    return "".join(sorted(set(text + ascii_letters) - set("\n")))


def simplified_chinese():
    for font in TTCollection(SOURCE).fonts:
        if font["name"].getDebugName(1) == "Noto Sans CJK SC":
            return font
    sys.exit(f"{SOURCE} has no Noto Sans CJK SC; install fonts-noto-cjk")


def main() -> None:
    font = simplified_chinese()
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = False
    # The time of the run would change the bytes.
    font.recalcTimestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters())
    subsetter.subset(font)
    # The licence reserves no font name for Noto; a name of its own keeps the subset apart from an installed Noto.
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 16):
            record.string = "Moebench Sans SC"
        elif record.nameID == 6:
            record.string = "MoebenchSansSC-Regular"
    font.save(TARGET)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")


main()

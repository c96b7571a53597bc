"""What the languages of policies are called."""

from stdpolicy.model import Text

NAMES = {
    "zh": ("中文", "Chinese"),
    "zh-Hans": ("简体中文", "Chinese, simplified"),
    "zh-Hant": ("繁体中文", "Chinese, traditional"),
    "bo": ("藏文", "Tibetan"),
    "ii": ("彝文", "Yi"),
    "kk": ("哈萨克文", "Kazakh"),
    "ko": ("朝鲜文", "Korean"),
    "mn": ("蒙古文", "Mongolian"),
    "ug": ("维吾尔文", "Uyghur"),
    "za": ("壮文", "Zhuang"),
    "en": ("英文", "English"),
    "fr": ("法文", "French"),
    "ja": ("日文", "Japanese"),
    "pt": ("葡萄牙文", "Portuguese"),
    "ru": ("俄文", "Russian"),
}
"""The written languages of official documents in China, its regions and its neighbours, by tag (BCP 47)."""


def language(tag: str) -> Text | None:
    """The name of a language, that of the shorter tag if its own is not known: zh-Hans-CN is zh-Hans (RFC 4647,
    section 3.4).
    """
    while tag and tag not in NAMES:
        tag = tag.rpartition("-")[0]
    return dict(zip(("zh-Hans", "en"), NAMES[tag], strict=True)) if tag else None

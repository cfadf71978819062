"""Why a quotation cannot be anchored, said so that whoever wrote it knows what to write instead."""


class AnchorError(Exception):
    """A quotation that cannot be anchored; the message names the paragraph, the words, and what would help."""


class NoSuchParagraphError(AnchorError):
    def __init__(self, paragraph: int, words: str, count: int) -> None:
        super().__init__(f"there is no paragraph {paragraph} to find {words!r} in; the text has paragraphs 1 to {count}")


class QuoteTooLongError(AnchorError):
    def __init__(self, paragraph: int, words: str, limit: int) -> None:
        super().__init__(
            f"paragraph {paragraph}: {words!r} quotes {len(words.split())} words, and at most {limit} may be quoted; "
            "quote the first few, and the last few in 'to'"
        )


class WholeSentenceError(AnchorError):
    def __init__(self, paragraph: int, words: str) -> None:
        super().__init__(
            f"paragraph {paragraph}: {words!r} takes in a whole sentence, which is never quoted; "
            "quote its first few words, and its last few in 'to'"
        )


class QuotesJoinedError(AnchorError):
    def __init__(self, paragraph: int, words: str, limit: int) -> None:
        super().__init__(
            f"paragraph {paragraph}: 'exact' and 'to' quote {len(words.split())} words in one breath ({words!r}), and at most {limit} "
            "may be quoted; shorten one of them"
        )


class WordsNotFoundError(AnchorError):
    def __init__(self, paragraph: int, words: str, hint: str) -> None:
        super().__init__(f"paragraph {paragraph} does not have {words!r}; {hint}")


class WordsRepeatedError(AnchorError):
    def __init__(self, paragraph: int, words: str, times: int) -> None:
        super().__init__(f"paragraph {paragraph} has {words!r} {times} times; add words until only one place fits")


class BackwardPassageError(AnchorError):
    def __init__(self, paragraph: int, words: str) -> None:
        super().__init__(
            f"paragraph {paragraph} has {words!r} only before the end of 'exact'; "
            "'exact' is how a passage begins, and 'to' how it ends, further on"
        )

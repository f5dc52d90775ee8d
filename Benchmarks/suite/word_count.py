"""Counts the words of a made-up text with a dict, then sorts them by frequency: strings, dicts, sort with a key."""

import pyperf

SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu"]


def text(words):
    state = 12345
    out = []
    for _ in range(words):
        word = ""
        state = (state * 1103515245 + 12345) % 2147483648
        n = state // 65536
        for _ in range(1 + n % 3):
            word += SYLLABLES[n % 10]
            n //= 7
        out.append(word)
    return " ".join(out)


def count_words(source):
    counts = {}
    for word in source.split():
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:20]


if __name__ == "__main__":
    runner = pyperf.Runner()
    runner.bench_func("word_count", count_words, text(20000))

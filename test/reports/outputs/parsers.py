"""Reads outputs with parsers of others: the text on standard input, what they make of it as JSON on standard output.

openmetrics     the official Python parser of OpenMetrics (prometheus_client), which refuses what the standard refuses
prometheus      the same project's parser of the older text format
junit FILE      what is wrong by an XSD, with lxml (libxml2)
markdown        HTML by GitHub's own cmark-gfm
"""

import json
import sys


def families(parse, text):
    return [
        {
            "name": family.name,
            "type": family.type,
            "unit": family.unit,
            "samples": [[sample.name, sample.labels, sample.value] for sample in family.samples],
        }
        for family in parse(text)
    ]


def read(kind, text, rest):
    if kind == "openmetrics":
        from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse

        return families(parse, text)
    if kind == "prometheus":
        from prometheus_client.parser import text_string_to_metric_families as parse

        return families(parse, text)
    if kind == "junit":
        from lxml import etree

        schema = etree.XMLSchema(etree.parse(rest[0]))
        schema.validate(etree.fromstring(text.encode()))
        return [str(error) for error in schema.error_log]
    if kind == "markdown":
        from cmarkgfm import cmark, github_flavored_markdown_to_html

        # HTML is kept, so that a name that became HTML would be seen.
        return github_flavored_markdown_to_html(text, options=cmark.Options.CMARK_OPT_UNSAFE)
    raise SystemExit(f"{kind} is no kind of output")


print(json.dumps(read(sys.argv[1], sys.stdin.buffer.read().decode(), sys.argv[2:])))

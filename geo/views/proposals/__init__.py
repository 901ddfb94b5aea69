"""Proposals: a feature of a reader with its verdict in, drafts of records to be contributed out.

`from_feature` fills what is known into the sections of a `proposal`: a source, a project, places,
lines or an outline. Whoever proposes fills in the rest, field by field as `fields` describes them,
for every kind of record. `proposal` joins what stands there to drafts, with ids made of names;
`geo.pipeline.contributions` checks them and makes a patch of them. `command` does it in a terminal.
"""

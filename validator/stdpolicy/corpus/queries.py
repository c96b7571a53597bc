"""What is asked of the parts of a run, so that what may matter to a document is known."""

from stdpolicy.wording import MAX_NAMES

SETUP = """
create table f as
select row_number() over (order by task, position) as n, task, files.* exclude (filename, file_row_number)
from files join parts on parse_filename(filename, true) = key;

create table firsts as
select document, min(n) filter (readable) as readable, min(n) filter (digest is not null) as valid
from f where document is not null group by document;

create table known as
select document, arg_min(file, n) as file from f where whole and document is not null group by document;
delete from registered where document in (select document from f where checked);
delete from known where document in (select document from registered);
create view known_nodes as
select known.document, iri, class, file_row_number as ordinal from nodes join known using (file)
union all select document, iri, class, ordinal from registered;
create view known_documents as
select document from known union select document from registered;

create table broken as
select distinct task, position, r.target_document as document
from "references" r
join f using (file)
join known_documents k on k.document = r.target_document
left join known_nodes n on n.iri = r.target and n.document = r.target_document
where (n.iri is null and r.target <> r.target_document and r.target <> r.target_document || '#')
or (n.class is not null and len(r.classes) > 0 and not list_contains(r.classes, n.class));

create view first_said as
select n, task, position, f.document, s.key, s.iri, s.words, s.coded, s.coding, s.repeated
from said s join f using (file) join firsts on firsts.document = f.document and n = firsts.readable;
create table shared as
select key, min(n) as n from first_said group by key having count(*) > 1;
create table earlier as
select key, n, iri, words, coded, coding from first_said join shared using (key, n);
create table otherwise as
select distinct s.task, s.position
from first_said s join earlier e using (key)
where s.n > e.n
and (s.repeated or s.coding <> e.coding);

create table twins as
select f.task, f.position, first.file as other
from f join firsts using (document) join f first on first.n = firsts.valid
where f.digest <> first.digest;

create table others as
select task, position from f join firsts using (document) where among > 0 and n <> firsts.readable;
"""
TOLD = """
create table told as
select task, position from broken union select task, position from otherwise
union select task, position from twins union select task, position from others
union select task, position from misaligned
"""
DOCUMENTS = """
select f.task, f.position, f.file, f.uri, f.start, f.size, f.stamp, f.suffix, f.sequential, f.document,
    f.n = firsts.readable, other,
    (select list(document order by document) from broken b where b.task = f.task and b.position = f.position)
from told join f using (task, position) left join firsts using (document)
left join twins using (task, position) order by f.task, f.position
"""
SAID = """
select s.task, s.position, s.key, e.iri, e.words, e.coded,
    o.file, o.uri, o.start, o.size, o.stamp, o.suffix, o.sequential, o.document
from otherwise join first_said s using (task, position) join earlier e using (key)
join f o on o.n = e.n
where s.n > e.n order by s.task, s.position, s.key
"""
KNOWN = f"""
with candidates as (
    select n.*, row_number() over (partition by document order by ordinal) as number
    from known_nodes n where document in (select document from broken) and iri <> document
), wanted as (
    select distinct task, c.document, iri, class, ordinal
    from broken join candidates c using (document) where number <= {MAX_NAMES}
    union
    select b.task, n.document, n.iri, n.class, n.ordinal
    from broken b join f using (task, position)
    join "references" r on r.file = f.file and r.target_document = b.document
    join known_nodes n on n.document = b.document and n.iri = r.target
)
select task, document, iri, class from wanted order by task, document, ordinal
"""
"""The nodes that references of documents with a broken one lead to, and the first of each document, which may be
meant instead.
"""
UNKNOWN = """
select distinct target_document as document from "references"
where len(classes) > 0 and target_document not in (select document from known_documents)
and target_document not in (select document from f where document is not null)
"""
"""The documents that are referred to of which nothing is known."""

-- Who is called so, in any case, with or without accents; a person with or without middle initials, too ("Channel 4" and
-- "Channel 5" are two). Names are looked through for the longest word first: that costs a tenth of taking each apart.

CREATE OR REPLACE MACRO folded(name) AS strip_accents(lower(name));
CREATE OR REPLACE MACRO longest_word(name) AS (
    list_reduce(string_split(person_form(name), ' '), lambda one, two: if(length(two) > length(one), two, one))
);
CREATE OR REPLACE MACRO person_called(name, asked) AS (
    CASE WHEN contains(folded(name), longest_word(asked))
            -- The signs that person_form leaves out.
            OR contains(name, '.') OR contains(name, '''') OR contains(name, '’') OR contains(name, '`')
        THEN person_form(name) = person_form(asked) ELSE false END
);
CREATE OR REPLACE MACRO called(label, name, aliases, asked) AS (
    CASE WHEN label = 'person' THEN person_called(name, asked) ELSE folded(name) = folded(asked) END
    -- CASE looks at what it needs; OR looks at both sides.
    OR CASE
        WHEN len(aliases) = 0 THEN false
        WHEN label = 'person' THEN len(list_filter(aliases, lambda form: person_called(form, asked))) > 0
        ELSE list_contains(list_transform(aliases, lambda form: folded(form)), folded(asked))
    END
);
CREATE OR REPLACE MACRO ids_of(who) AS TABLE
SELECT entity_id FROM article_entities WHERE called(label, name, aliases, who)
UNION
SELECT entity_id FROM stated_entities WHERE called(label, name, forms, who);
COMMENT ON MACRO folded IS 'Internal: a name without case and accents.';
COMMENT ON MACRO longest_word IS 'Internal: the longest word of a name, as person_form writes it.';
COMMENT ON MACRO person_called IS 'Internal: whether a name of a person is that which is asked for.';
COMMENT ON MACRO called IS 'Internal: whether a name or one of the aliases is that which is asked for.';
COMMENT ON MACRO TABLE ids_of IS 'Internal: the entity_ids of those who are called so.';

-- Outlets, each once, whatever its articles call it; what outlets.toml says comes first.

CREATE OR REPLACE VIEW outlets AS
WITH printed AS (
    SELECT outlet_id, name, count(*) AS times FROM article_outlets WHERE name IS NOT NULL GROUP BY ALL
),
counted AS (
    SELECT
        o.outlet_id,
        count(*) AS article_count,
        list(DISTINCT o.host ORDER BY o.host) FILTER (WHERE o.host IS NOT NULL) AS hosts,
        -- The language of nine articles in ten; an outlet of several has none.
        CASE WHEN count(*) FILTER (WHERE split_part(v.language, '-', 1) = l.language) >= 0.9 * count(v.language)
            THEN any_value(l.language) END AS language
    FROM article_outlets o
    JOIN versions v ON v.article_id = o.article_id AND v.newest
    LEFT JOIN (
        SELECT o.outlet_id, mode(split_part(v.language, '-', 1)) AS language
        FROM article_outlets o JOIN versions v ON v.article_id = o.article_id AND v.newest GROUP BY ALL
    ) l ON l.outlet_id = o.outlet_id
    WHERE o.outlet_id IS NOT NULL
    GROUP BY o.outlet_id
),
called AS (
    SELECT outlet_id, arg_max(name, (times, length(name), name)) AS name, list(name ORDER BY name) AS names
    FROM printed GROUP BY outlet_id
)
SELECT
    outlet_id,
    coalesce(s.name, n.name, outlet_id) AS name,
    list_sort(list_filter(
        list_distinct(list_concat(coalesce(s.aliases, []), coalesce(n.names, []))),
        lambda one: one <> coalesce(s.name, n.name)
    )) AS aliases,
    list_distinct(list_concat(coalesce(s.domains, []), coalesce(c.hosts, []))) AS domains,
    s.country,
    coalesce(s.language, c.language) AS language,
    s.kind,
    coalesce(c.article_count, 0) AS article_count
FROM counted c
FULL JOIN stated_outlets s USING (outlet_id)
LEFT JOIN called n USING (outlet_id);
COMMENT ON VIEW outlets IS 'Who publishes: one row an outlet, whatever its articles call it, corrected by outlets.toml. No row: no article is of it.';
COMMENT ON COLUMN outlets.outlet_id IS 'Its site (courier.example), or its name in lower case where no address is known; or as outlets.toml says. Never NULL.';
COMMENT ON COLUMN outlets.name IS 'The name most of its articles print, or outlets.toml gives; its site, where no name is known. Never NULL.';
COMMENT ON COLUMN outlets.aliases IS 'Other names it is printed under. Never NULL; empty: none.';
COMMENT ON COLUMN outlets.domains IS 'Hosts of its articles, and those that outlets.toml gives. Never NULL; empty: no address is known.';
COMMENT ON COLUMN outlets.country IS 'ISO 3166-1, two letters, as outlets.toml says. NULL: it does not.';
COMMENT ON COLUMN outlets.language IS 'BCP 47, as outlets.toml says, else that of nine of its articles in ten. NULL: several, or not known.';
COMMENT ON COLUMN outlets.kind IS 'newspaper, magazine, agency, broadcaster, online, blog, institution or aggregator, as outlets.toml says. NULL: it does not.';
COMMENT ON COLUMN outlets.article_count IS 'How many articles are of it. Never NULL.';

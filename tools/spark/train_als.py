#!/usr/bin/env python3
"""Trains MLlib's ALS on any number of ratings and writes item factors that Matinee reads.

The job needs nothing but Spark 3.4 or newer. Its input is CSV or Parquet on any Hadoop file system; its output is a folder:

    OUT/factors.json        rank, regularisation, explicit or implicit, mean, item ids, titles
    OUT/itemFactors/*.parquet   columns id (int) and features (array of float), as MLlib stores them

Explicit ALS (Zhou et al. 2008) minimises  sum (r - mean - p.q)^2 + lambda (sum n_u |p_u|^2 + sum n_i |q_i|^2).
Implicit ALS (Hu, Koren & Volinsky 2008) gives every pair the confidence 1 + alpha * weight and weights lambda alike.
No user leaves the cluster: only the factors of items are written, unless --user-factors asks for those of users.
"""

import argparse
import json
import sys

from pyspark.ml.recommendation import ALS
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

FORMAT = "matinee-als-1"


def arguments(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ratings", help="CSV or Parquet, a file or a folder: a path, hdfs://, s3a:// or gs://")
    parser.add_argument("out", help="the folder to write; it must not exist yet, unless --overwrite is given")
    parser.add_argument("--items", help="CSV or Parquet with the items' ids and titles")
    parser.add_argument("--user", default="userId", help="column of the user (default userId)")
    parser.add_argument("--item", default="movieId", help="column of the item (default movieId)")
    parser.add_argument("--rating", default="rating", help="column of the rating (default rating)")
    parser.add_argument("--title", default="title", help="column of the title in --items (default title)")
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--regularisation", type=float, default=0.1, help="lambda; MLlib multiplies it by the number of ratings")
    parser.add_argument("--iterations", type=int, default=10)
    parser.add_argument("--implicit", action="store_true", help="learn what people choose, not how many stars they give")
    parser.add_argument("--alpha", type=float, default=4.0, help="implicit only: extra confidence of a weight of one")
    parser.add_argument("--weights", choices=["stars", "one"], default="stars", help="implicit only: what counts as the weight of a rating")
    parser.add_argument("--blocks", type=int, default=10, help="blocks of users and of items; more on a large cluster")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checkpoints", help="folder for checkpoints of long runs, on the cluster's file system")
    parser.add_argument("--overwrite", action="store_true")
    parser.add_argument("--user-factors", help="a folder for the users' factors, to check the model with; keep it private")
    parser.add_argument("--check-users", type=int, default=0, help="with --user-factors: top ten of so many users beside it")
    chosen = parser.parse_args(argv)
    if chosen.rank < 1 or chosen.iterations < 1 or chosen.blocks < 1:
        parser.error("--rank, --iterations and --blocks must be at least 1")
    if chosen.regularisation <= 0:
        parser.error("--regularisation must be above 0: without it nobody with few ratings can be folded in")
    if chosen.alpha <= 0:
        parser.error("--alpha must be above 0")
    return chosen


def table(spark: SparkSession, path: str, columns) -> DataFrame:
    """Reads CSV or Parquet and checks that it has the columns."""
    name = path.rstrip("/").lower()
    csv = name.endswith((".csv", ".csv.gz", ".tsv", ".csv.bz2"))
    if csv:
        separator = "\t" if name.endswith(".tsv") else ","
        found = spark.read.csv(path, header=True, sep=separator, escape='"')
    else:
        found = spark.read.parquet(path)
    missing = [column for column in columns if column not in found.columns]
    if missing:
        raise SystemExit(f"{path} has no column {', '.join(missing)}; it has {', '.join(found.columns)}. Name them with --user, --item, --rating, --title.")
    return found


def ratings_of(spark: SparkSession, a) -> DataFrame:
    """Users, items and ratings as MLlib takes them. Ids are whole numbers of 32 bits; a pair that occurs twice counts once, by its mean."""
    raw = table(spark, a.ratings, [a.user, a.item, a.rating])
    cast = raw.select(
        F.col(a.user).cast("int").alias("user"),
        F.col(a.item).cast("int").alias("item"),
        F.col(a.rating).cast("float").alias("rating"),
    )
    usable = cast.dropna().filter(~F.isnan("rating"))
    unique = usable.groupBy("user", "item").agg(F.avg("rating").cast("float").alias("rating")).cache()
    total, usable_count = raw.count(), usable.count()
    if usable_count == 0:
        raise SystemExit(f"{a.ratings} has no row with a numeric user, item and rating. Ids that are words have to be numbered first (StringIndexer).")
    if usable_count < total:
        print(f"{total - usable_count} of {total} rows are left out: user, item or rating is no number", file=sys.stderr)
    return unique


def titles_of(spark: SparkSession, a, ids):
    if a.items is None:
        return None
    rows = table(spark, a.items, [a.item, a.title]).select(F.col(a.item).cast("int").alias("id"), F.col(a.title).alias("title"))
    titles = {row.id: row.title for row in rows.dropna().collect()}
    return [titles.get(item) for item in ids]


def write_text(spark: SparkSession, path: str, text: str) -> None:
    """Writes one small file to any Hadoop file system."""
    hadoop = spark._jvm.org.apache.hadoop.fs.Path(path)
    stream = hadoop.getFileSystem(spark._jsc.hadoopConfiguration()).create(hadoop, True)
    try:
        stream.write(bytearray(text, "utf-8"))
    finally:
        stream.close()


def main(argv=None) -> None:
    a = arguments(argv)
    spark = SparkSession.builder.appName("matinee-als").getOrCreate()
    if a.checkpoints:
        spark.sparkContext.setCheckpointDir(a.checkpoints)
    ratings = ratings_of(spark, a)
    mean = 0.0
    if a.implicit:
        if a.weights == "one":
            ratings = ratings.withColumn("rating", F.lit(1.0).cast("float"))
    else:
        # MLlib has no biases; without the mean the penalty would pull every prediction towards no stars at all.
        mean = float(ratings.agg(F.avg("rating")).first()[0])
        ratings = ratings.withColumn("rating", (F.col("rating") - F.lit(mean)).cast("float"))
    als = ALS(
        rank=a.rank,
        maxIter=a.iterations,
        regParam=a.regularisation,
        implicitPrefs=a.implicit,
        alpha=a.alpha,
        userCol="user",
        itemCol="item",
        ratingCol="rating",
        numUserBlocks=a.blocks,
        numItemBlocks=a.blocks,
        seed=a.seed,
        nonnegative=False,
    )
    model = als.fit(ratings)
    mode = "overwrite" if a.overwrite else "errorifexists"
    out = a.out.rstrip("/")
    factors = model.itemFactors.orderBy("id")
    factors.coalesce(max(1, min(a.blocks, 8))).write.mode(mode).parquet(f"{out}/itemFactors")
    ids = [row.id for row in factors.select("id").collect()]
    facts = {
        "format": FORMAT,
        "rank": a.rank,
        "regularisation": a.regularisation,
        "implicit": a.implicit,
        "alpha": a.alpha if a.implicit else None,
        "weights": a.weights if a.implicit else None,
        "mean": mean,
        "iterations": a.iterations,
        "ratings": ratings.count(),
        "spark": spark.version,
        "itemIds": ids,
    }
    titles = titles_of(spark, a, ids)
    if titles is not None:
        facts["titles"] = titles
    write_text(spark, f"{out}/factors.json", json.dumps(facts, ensure_ascii=False))
    if a.user_factors:
        checks = a.user_factors.rstrip("/")
        model.userFactors.orderBy("id").coalesce(1).write.mode(mode).json(f"{checks}/userFactors")
        if a.check_users > 0:
            some = model.userFactors.orderBy("id").limit(a.check_users).select(F.col("id").alias("user"))
            model.recommendForUserSubset(some, 10).coalesce(1).write.mode(mode).json(f"{checks}/top10")
    print(f"{len(ids)} items at rank {a.rank} written to {out}")
    spark.stop()


if __name__ == "__main__":
    main()

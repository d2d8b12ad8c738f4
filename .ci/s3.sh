#!/usr/bin/env bash
# Shards in a bucket, against a real server of S3 over a folder (versitygw): a shard made twice, also at the same time,
# one killed half-way, one whose last object never came, a bad row, somebody else's object, another run, no server, wrong
# keys. Nothing may be doubled or written over, `ghep` must name what is missing, and the papers unpacked must be those
# of one machine, byte by byte.
#
# Apart from .ci/run: the feature `s3` changes what the PDF engine is compiled with, so all is compiled anew, not
# optimised and into a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/many_units.sh
version=v1.8.0
server=$PWD/target/tools/bin/versitygw
fail() { echo "FAILED: $1"; exit 1; }
step() { printf '\n== %s (%d s)\n' "$1" "$SECONDS"; }

step "tools"
if ! [ -x "$server" ] || [ "$(cat "$server.version" 2>/dev/null)" != "$version" ]; then
    command -v go >/dev/null || fail "versitygw is compiled with Go 1.25 or newer: install it first"
    GOBIN=$(dirname "$server") GOPATH=$PWD/target/tools/go GOFLAGS=-modcacherw \
        go install "github.com/versity/versitygw/cmd/versitygw@$version"
    echo "$version" >"$server.version"
fi

step "the program with buckets"
cargo tree -e normal | grep -q '^.*object_store' && fail "the program as it is handed out has a way out of the machine"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target/s3} CARGO_PROFILE_DEV_DEBUG=0
mkdir -p "$CARGO_TARGET_DIR"
cargo build --features s3 --bin vanthu 2>&1 | tee "$CARGO_TARGET_DIR/build.log"
if grep -q '^warning' "$CARGO_TARGET_DIR/build.log"; then fail "the program with buckets compiles with warnings"; fi
cargo test --features s3 --lib -- shard::bucket
vanthu=$CARGO_TARGET_DIR/debug/vanthu

dir=$(mktemp -d /tmp/vanthu-s3.XXXXXX)
daemon=
leave() {
    status=$?
    trap - EXIT
    [ "$status" -eq 0 ] || tail -n 15 "$dir"/*.log 2>/dev/null || true
    [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || true
    rm -rf "$dir"
    exit "$status"
}
trap leave EXIT

step "server"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export AWS_ACCESS_KEY_ID=thu AWS_SECRET_ACCESS_KEY=chi-de-thu AWS_REGION=us-east-1
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_ALLOW_HTTP=true NO_PROXY=127.0.0.1 TMPDIR=$dir/tam
# A bucket is a folder of the server's.
mkdir -p "$dir/kho/thi-dua" "$dir/tam"
serve() {
    "$server" --access "$AWS_ACCESS_KEY_ID" --secret "$AWS_SECRET_ACCESS_KEY" --region "$AWS_REGION" \
        --port "127.0.0.1:$port" posix "$dir/kho" >"$dir/server.log" 2>&1 &
    daemon=$!
    for _ in $(seq 100); do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return; sleep 0.1; done
    fail "the server does not start"
}
serve
many_units "$dir/phong_trao" 30
cp -r "$dir/phong_trao" "$dir/da_sua"
sed -i 's/Phòng số 7,/Phòng số 77,/' "$dir/da_sua/don_vi.csv"

of=3
place=s3://thi-dua/2026/manh
objects=$dir/kho/thi-dua/2026/manh
expect() { # CODE COMMAND…
    local code=$1 got=0
    shift
    "$@" 2>"$dir/talk.log" || got=$?
    [ "$got" -eq "$code" ] || fail "exit code $got instead of $code: $*"
}
says() { grep -qF -- "$1" "$dir/talk.log" || fail "nothing is said of: $1"; }
make() { # CAMPAIGN NUMBER [PLACE]
    "$vanthu" render "$dir/$1" --formats docx,native --jobs 1 --manh "$2/$of" --out "${3:-$place}"
}
sums() { (cd "$objects" && sha256sum manh_*); }

step "one machine"
expect 1 "$vanthu" render "$dir/phong_trao" --formats docx,native --out "$dir/mot_may"

step "shards; the third killed half-way"
codes=
for number in 1 2; do
    code=0
    make phong_trao $number 2>"$dir/talk.log" || code=$?
    [ "$code" -le 1 ] || fail "exit code $code of shard $number"
    codes+=$code
done
make phong_trao 3 2>/dev/null &
maker=$!
until [ -n "$(find "$dir/tam" -name '.vanthu-manh_3_*' -size +0 2>/dev/null)" ]; do kill -0 $maker || fail "too quick to be killed"; done
kill -9 $maker
wait $maker 2>/dev/null || true
[ -z "$(find "$objects" -name 'manh_3_*')" ] || fail "half a shard"
list=$(expect 75 "$vanthu" ghep "$place")
[ "$list" = --array=3 ] || fail "the list to run again is \"$list\""
code=0
make phong_trao 3 2>"$dir/talk.log" || code=$?
[ "$code" -le 1 ] || fail "exit code $code of shard 3"
case $codes$code in *1*) ;; *) fail "no shard tells of the bad row" ;; esac
before=$(sums)

step "again, also at the same time; the last object missing"
make phong_trao 1 2>"$dir/talk.log" || true
says "đúng từng byte"
rm "$objects"/manh_2_$of.*
makers=()
for _ in 1 2 3; do
    make phong_trao 2 2>>"$dir/both.log" &
    makers+=($!)
done
for maker in "${makers[@]}"; do
    code=0
    wait "$maker" || code=$?
    [ "$code" -le 1 ] || { cat "$dir/both.log"; fail "exit code $code of one of three at the same time"; }
done
rm "$objects/manh_3_$of.jsonl"
list=$(expect 75 "$vanthu" ghep "$place")
[ "$list" = --array=3 ] || fail "the list to run again is \"$list\""
make phong_trao 3 2>"$dir/talk.log" || true
[ "$(sums)" = "$before" ] || fail "a shard made again has other bytes"

step "put together"
expect 1 "$vanthu" ghep "$place" --ra "$dir/mo_ra"
# The journal of a folder also knows with what build of the program each paper was made.
diff -r -x '.*_vanthu.jsonl' "$dir/mot_may" "$dir/mo_ra" || fail "the shards together are not the run of one machine"
expect 1 "$vanthu" ghep "$place"
says "$place/manifest.json"
expect 1 "$vanthu" ghep "$place"
[ "$(find "$objects" -type f | wc -l)" -eq $((2 * of + 1)) ] || fail "something was left beside the shards"

step "nothing is written over"
expect 2 make da_sua 1
says "lỗi[GF027]"
says "số liệu vào"
mkdir -p "$objects-la"
echo "của tôi" >"$objects-la/manh_1_$of.zip"
echo "của tôi" >"$objects-la/manh_2_$of.jsonl"
for number in 1 2; do
    expect 2 make phong_trao $number "$place-la"
    says "lỗi[GF027]"
done
[ "$(cat "$objects-la/manh_1_$of.zip" "$objects-la/manh_2_$of.jsonl" | sort -u)" = "của tôi" ] || fail "somebody's object was written over"
[ "$(find "$objects-la" -type f | wc -l)" -eq 2 ] || fail "something was put beside them"
[ "$(sums)" = "$before" ] || fail "the shards of the first run have changed"

step "what can't be used"
expect 2 env AWS_SECRET_ACCESS_KEY=sai "$vanthu" ghep "$place"
says "lỗi[GF026]"
expect 2 env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY "$vanthu" ghep "$place"
says "chưa có khóa"
expect 2 env -u AWS_ALLOW_HTTP "$vanthu" ghep "$place"
says "AWS_ALLOW_HTTP"
expect 2 make phong_trao 1 s3://khong-co/manh
says "không có kho này"
expect 2 "$vanthu" ghep s3://thi-dua/trong
says "lỗi[TL001]"
expect 2 "$vanthu" render "$dir/phong_trao" --out "$place"
says "lỗi[TL022]"

step "no server"
kill "$daemon" && wait "$daemon" 2>/dev/null || true
daemon=
expect 75 make phong_trao 1
says "lỗi[GF025]"
expect 75 "$vanthu" ghep "$place"
serve
make phong_trao 1 2>"$dir/talk.log" || true
says "đúng từng byte"
[ "$(sums)" = "$before" ] || fail "the shards have changed"

# What a killed run leaves behind lies in the folder for passing files, nothing of the others does.
[ "$(find "$dir/tam" -mindepth 1 -maxdepth 1 -name '.vanthu-*' | wc -l)" -le 1 ] || fail "copies are left behind"
echo "s3: $(find "$dir/mo_ra" -name '*.docx' | wc -l) papers of $of shards are those of one machine ($SECONDS s)"

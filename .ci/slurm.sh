#!/usr/bin/env bash
# Runs the contract of shards under a real Slurm, of one node and without systemd: a worker killed half-way, a shard
# made twice (also at the same time), a bad row, a wrong call. Nothing may be lost or doubled, `ghep` must name what is
# missing, and the papers unpacked must be those of one machine, byte by byte.
#
# Everything lives in a folder of its own under /tmp (a socket has a short name); no daemon is left behind.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/many_units.sh
vanthu=$PWD/target/release/vanthu
script=$PWD/examples/cum_may/slurm.sbatch

if ! command -v slurmctld >/dev/null || ! command -v slurmd >/dev/null || ! command -v munged >/dev/null; then
    root=()
    [ "$(id -u)" -eq 0 ] || root=(sudo)
    export DEBIAN_FRONTEND=noninteractive
    "${root[@]}" apt-get update -qq
    "${root[@]}" apt-get install -y -qq --no-install-recommends slurm-wlm munge >/dev/null
fi
[ "$(id -u)" -eq 0 ] || { echo "FAILED: the daemons of Slurm are started as root"; exit 1; }

dir=$(mktemp -d /tmp/vanthu-slurm.XXXXXX)
daemons=()
leave() {
    status=$?
    trap - EXIT
    [ "$status" -eq 0 ] || tail -n 15 "$dir"/*.log 2>/dev/null || true
    scancel --user=root 2>/dev/null || true
    for ((at = ${#daemons[@]} - 1; at >= 0; at--)); do
        kill "${daemons[at]}" 2>/dev/null || true
        wait "${daemons[at]}" 2>/dev/null || true
    done
    rm -rf "$dir"
    exit "$status"
}
trap leave EXIT
fail() { echo "FAILED: $1"; exit 1; }
# Waits up to $1 seconds for the rest to succeed.
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || fail "waited in vain for: $*"
        sleep 0.1
    done
}

# The cluster.
mkdir "$dir/state" "$dir/spool" "$dir/munge"
chmod 755 "$dir" && chmod 700 "$dir/munge"
dd if=/dev/urandom of="$dir/munge/key" bs=128 count=1 status=none && chmod 400 "$dir/munge/key"
host=$(hostname -s)
cat >"$dir/slurm.conf" <<CONF
ClusterName=thu
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort=26817
SlurmdPort=26818
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket,cred_expire=6
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0
MpiDefault=none
ReturnToService=2
KillWait=2
NodeName=may1 NodeHostname=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=chung Nodes=ALL Default=YES MaxTime=INFINITE State=UP
SlurmdParameters=config_overrides
CONF
export SLURM_CONF=$dir/slurm.conf
# From 23.11 on Slurm asks for control groups even where nothing is to be controlled.
if dpkg --compare-versions "$(slurmd -V | cut -d' ' -f2)" ge 23.11; then
    echo "CgroupPlugin=disabled" >"$dir/cgroup.conf"
fi
munged -F --force --key-file="$dir/munge/key" --socket="$dir/munge/socket" --pid-file="$dir/munge/pid" \
    --seed-file="$dir/munge/seed" --log-file="$dir/munged.log" 2>"$dir/munged.err.log" &
daemons+=($!)
until_true 10 test -S "$dir/munge/socket"
slurmctld -D -c >"$dir/slurmctld.log" 2>&1 &
daemons+=($!)
slurmd -D -N may1 >"$dir/slurmd.log" 2>&1 &
daemons+=($!)
is_idle() { sinfo -h -o %t 2>/dev/null | grep -q '^idle$'; }
until_true 30 is_idle
slurmd -V

many_units "$dir/phong_trao" 120

of=6
# What the nodes call: as it is, but a shard with a mark is killed half-way, once its first papers are packed.
mkdir "$dir/bin"
cat >"$dir/bin/vanthu" <<SHIM
#!/bin/bash
mark=$dir/kill.\$SLURM_ARRAY_TASK_ID
[ -e "\$mark" ] || exec "$vanthu" "\$@"
rm "\$mark"
"$vanthu" "\$@" &
until [ -n "\$(find "$dir/manh" -name ".vanthu-manh_\${SLURM_ARRAY_TASK_ID}_$of.zip-*" -size +0 2>/dev/null)" ]; do :; done
kill -9 \$!
wait \$!
SHIM
chmod 755 "$dir/bin/vanthu"
export PATH=$dir/bin:$PATH
submit() { # ARRAY RETRIES [OPTION…]: prints the number of the job
    local array=$1 again=$2
    shift 2
    sbatch --parsable --array="$array" --output="$dir/job_%A_%a.log" --export=ALL,SO_LAN_CHAY_LAI="$again" \
        "$script" "$dir/phong_trao" "$dir/manh" "$of" "$@"
}
all_ended() { [ -z "$(squeue -h 2>&1)" ]; }
field() { # JOB FIELD
    scontrol show job "$1" | tr ' ' '\n' | sed -n "s/^$2=//p" | head -1
}
expect() { # CODE COMMAND…
    local code=$1 got=0
    shift
    "$@" || got=$?
    [ "$got" -eq "$code" ] || fail "exit code $got instead of $code: $*"
}

echo "-- one machine"
expect 1 "$vanthu" render "$dir/phong_trao" --out "$dir/mot_may" 2>"$dir/mot_may.log"

echo "-- $of shards, the third killed half-way and not tried again"
touch "$dir/kill.3"
job=$(submit 1-$of 0)
until_true 180 all_ended
[ ! -e "$dir/manh/manh_3_$of.zip" ] && [ ! -e "$dir/manh/manh_3_$of.jsonl" ] || fail "half a shard"
[ "$(field "${job}_3" ExitCode)" = 137:0 ] || fail "Slurm does not know that shard 3 was killed"
[ "$(field "${job}_1" ExitCode)" = 0:0 ] || fail "a bad row must not fail a shard"
sums=$(cd "$dir/manh" && sha256sum manh_*)
list=$(expect 75 "$vanthu" ghep "$dir/manh" 2>"$dir/ghep.log")
[ "$list" = --array=3 ] || fail "the list to run again is \"$list\""

echo "-- the missing one again, killed once more: the script lets Slurm try anew"
touch "$dir/kill.3"
job=$(submit "${list#--array=}" 3)
until_true 180 all_ended
[ "$(field "${job}_3" Restarts)" = 1 ] || fail "shard 3 was not requeued once"
[ -s "$dir/manh/manh_3_$of.jsonl" ] || fail "shard 3 is still missing"

echo "-- shards that are done made again, one of them twice at the same time"
submit 2,3 0 >/dev/null
submit 2 0 >/dev/null
until_true 180 all_ended
(cd "$dir/manh" && sha256sum --quiet -c <<<"$sums") || fail "a shard made again has other bytes"

echo "-- a wrong call: never tried again"
job=$(submit 1 3 --formats pfd)
until_true 60 all_ended
[ "$(field "${job}_1" ExitCode)" = 2:0 ] && [ "$(field "${job}_1" Restarts)" = 0 ] || fail "a wrong call was not just refused"

echo "-- put together"
expect 1 "$vanthu" ghep "$dir/manh" 2>"$dir/ghep.log"
expect 1 "$vanthu" ghep "$dir/manh" --ra "$dir/mo_ra" 2>>"$dir/ghep.log"
[ "$(find "$dir/manh" -type f | wc -l)" -eq $((2 * of + 1)) ] || fail "something was left beside the shards"
# The journal of a folder also knows with what build of the program each paper was made.
diff -r -x '.*_vanthu.jsonl' "$dir/mot_may" "$dir/mo_ra" || fail "the shards together are not the run of one machine"
echo "slurm: $(find "$dir/mo_ra" -name '*.pdf' | wc -l) papers of $of shards are those of one machine ($SECONDS s)"

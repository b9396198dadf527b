# shellcheck shell=bash
# What scripts/with-postgres and scripts/with-replica have in common: how PostgreSQL is found, as whom it
# runs, and how servers are made, started and removed. It is read by these scripts, not run.
#
# The scripts set `bindir`, where the server's programs are, by find_bindir, and then call make_folder, which
# sets `folder`. Each server has a data folder in there, and goes by its name.
# shellcheck disable=SC2154

oldest=15

fail() {
  echo "${0##*/}: $1" >&2
  exit 1
}

# PATH is not asked for the programs themselves: what stands there may be a wrapper around another version.
find_bindir() {
  local candidate version
  while read -r candidate; do
    [ -x "$candidate/initdb" ] && [ -x "$candidate/postgres" ] || continue
    version="$("$candidate/postgres" --version)"
    version="${version#*) }"
    if [ "${version%%[!0-9]*}" -ge "$oldest" ]; then
      echo "$candidate"
      return
    fi
  done < <(
    pg_config --bindir 2>/dev/null || true
    printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV
  )
  fail "no PostgreSQL server, version $oldest or newer, was found.
On Debian and Ubuntu scripts/setup installs one. Elsewhere install PostgreSQL with its server programs
and put its pg_config in PATH."
}

# The server refuses to run as root, who therefore becomes the user that came with PostgreSQL.
as_owner() (
  cd "$folder" || exit
  export LC_ALL=C.UTF-8
  if [ "$(id -u)" -ne 0 ]; then
    exec "$@"
  elif command -v setpriv >/dev/null; then
    exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
  else
    exec runuser -u postgres -- "$@"
  fi
)

hand_over_folder() {
  [ "$(id -u)" -eq 0 ] || return 0
  id postgres >/dev/null 2>&1 || fail "PostgreSQL does not run as root, and there is no user 'postgres' to run it as."
  chown postgres: "$folder"
  as_owner test -w "$folder/." ||
    fail "the user 'postgres' cannot reach $folder: set TMPDIR to a folder that everyone can enter."
}

# make_cluster NAME [SETTING...]
make_cluster() {
  as_owner "$bindir/initdb" --pgdata="$folder/$1" --username=quipu --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync --no-instructions >"$folder/initdb.log" 2>&1 ||
    fail "initdb failed: $(cat "$folder/initdb.log")"
  as_owner tee -a "$folder/$1/postgresql.conf" >/dev/null <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = '$folder'
max_connections = 300
fsync = off
$(printf '%s\n' "${@:2}")
END
}

# start_on NAME PORT
start_on() {
  as_owner "$bindir/pg_ctl" start -w -s -D "$folder/$1" -l "$folder/$1.log" -o "-p $2"
}

# start_server NAME. Leaves in `port` a port below those that the system hands out by itself. Should someone
# have it, another is tried.
start_server() {
  local attempt
  for attempt in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 12000))
    if start_on "$1" "$port" 2>/dev/null; then
      return
    fi
  done
  fail "the server did not start in $attempt attempts: $(tail -n 20 "$folder/$1.log")"
}

# Who was still writing into the folder loses the server or the file, and ends.
remove_servers() {
  local data
  for data in "$folder"/*/; do
    as_owner "$bindir/pg_ctl" stop -w -s -m immediate -D "$data" || true
  done
  rm -rf "$folder" || { sleep 1 && rm -rf "$folder"; }
} </dev/null >/dev/null 2>&1

# No trap runs in a script that is killed outright. This watches from a process group of its own.
watch_for_a_kill() {
  set -m
  (
    trap '' HUP INT TERM
    while kill -0 $$; do sleep 1; done
    remove_servers
  ) </dev/null >/dev/null 2>&1 &
  set +m
}

# Makes the folder, which goes when the script ends, in whatever way, and with it every server in it.
make_folder() {
  folder="$(mktemp -d "${TMPDIR:-/tmp}/quipu-postgres.XXXXXX")"
  trap 'code=$?; remove_servers; exit $code' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  watch_for_a_kill
  hand_over_folder
}

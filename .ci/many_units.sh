# Sourced by the proofs of shards.

# A campaign of so many units, the last of them with a letter that no font has.
many_units() { # FOLDER UNITS
    mkdir "$1"
    cp tests/so_lieu/nhieu_don_vi.toml "$1/phong_trao.toml"
    {
        printf 'Tên đơn vị,Loại đơn vị\n'
        for number in $(seq $(($2 - 1))); do printf 'Phòng số %d,Phòng\n' "$number"; done
        printf 'Phòng \u0e01,Phòng\n'
    } >"$1/don_vi.csv"
}

"""Saving is whole or not at all, keeps permissions and links, and says clearly why it could not."""

import errno
import os
import stat
import subprocess
import sys

import pytest

from editor.errors import UserError
from editor.storage.atomic import write_bytes, write_failure


def test_content_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "talk.txt"
    write_bytes(path, b"one")
    write_bytes(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["talk.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
def test_permissions_are_kept_and_new_files_follow_the_mask(tmp_path):
    path = tmp_path / "talk.txt"
    path.write_bytes(b"one")
    path.chmod(0o640)
    write_bytes(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    fresh, plain = tmp_path / "fresh.txt", tmp_path / "plain.txt"
    write_bytes(fresh, b"x")
    plain.write_bytes(b"x")
    assert fresh.stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_bytes(b"one")
    link.symlink_to(target)
    write_bytes(link, b"two")
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


def test_a_folder_and_a_missing_folder_are_named(tmp_path):
    with pytest.raises(UserError, match="it is a folder"):
        write_bytes(tmp_path, b"x")
    with pytest.raises(UserError, match=r"nowhere.*does not exist"):
        write_bytes(tmp_path / "nowhere" / "talk.txt", b"x")


@pytest.mark.skipif(not os.path.exists("/dev/full") or os.geteuid() != 0, reason="needs a small disk of its own")
def test_a_full_disk_leaves_the_old_file(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount here")
    try:
        path = disk / "talk.txt"
        path.write_bytes(b"old")
        with pytest.raises(UserError, match=r"talk\.txt.*disk is full"):
            write_bytes(path, b"x" * 200_000)
        assert path.read_bytes() == b"old"
        assert os.listdir(disk) == ["talk.txt"]
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="root hands the folder to nobody")
def test_a_folder_that_may_not_be_written_is_said(tmp_path):
    """In a process of an ordinary user: root may write everywhere."""
    path = tmp_path / "talk.txt"
    path.write_bytes(b"old")
    script = ("import os, sys\nfrom editor.errors import UserError\n"
              "from editor.storage.atomic import write_bytes\nos.setuid(65534)\n"
              "try: write_bytes(sys.argv[1], b'new')\nexcept UserError as error: print(error)")
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert "talk.txt" in done.stdout
    assert "may not write there" in done.stdout
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.ENOENT, errno.EIO])
def test_every_failure_names_the_file_and_what_to_do(number):
    message = write_failure("talk.txt", OSError(number, os.strerror(number)))
    assert message.startswith("“talk.txt” cannot be saved because ")
    assert ":" in message
    assert message.endswith(".")

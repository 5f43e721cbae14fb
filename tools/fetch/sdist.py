"""Downloads one file of a release, chosen by its exact name: sdist.py PROJECT FILE FOLDER

pip's own finder and session are used as a library, so pip's configuration holds
(index, proxy, certificates). `pip download` is no way to get a source
distribution: it runs the package's build backend to learn its metadata.
Nothing that is downloaded is unpacked, imported or run here.
"""

import pathlib
import sys

from pip._internal.commands import create_command


def main(project: str, file: str, folder: str) -> None:
    command = create_command("download")
    with command.main_context():
        arguments = ["--no-deps", "--dest", folder, "--retries", "2", "--timeout", "20", project]
        options, _ = command.parse_args(arguments)
        session = command.get_default_session(options)
        finder = command._build_package_finder(options, session, ignore_requires_python=True)
        links = [c.link for c in finder.find_all_candidates(project) if c.link.filename == file]
        if not links:
            sys.exit(f"no file {file} among the releases of {project}")
        # identity: a server must not wrap the .gz in another gzip.
        answer = session.get(links[0].url_without_fragment, stream=True, headers={"Accept-Encoding": "identity"})
        answer.raise_for_status()
        with open(pathlib.Path(folder, file), "wb") as out:
            for chunk in answer.iter_content(1 << 16):
                out.write(chunk)


main(*sys.argv[1:])

// How files come in: dropped anywhere on the window, picked or pasted.

/** Calls take with the files, whenever there are some and accept says yes. */
export function listen(input: HTMLInputElement, accept: () => boolean, take: (files: File[]) => void): void {
  const offer = (list: FileList | null | undefined): void => {
    const files = Array.from(list ?? []);
    if (files.length > 0 && accept()) take(files);
  };
  const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  const root = document.documentElement;

  input.addEventListener("change", () => {
    offer(input.files);
    input.value = ""; // or the same file a second time changes nothing
  });

  let depth = 0; // enter and leave come for each element under the pointer
  const dragging = (entered: number): void => {
    depth = Math.max(0, entered);
    root.toggleAttribute("data-dragging", depth > 0 && accept());
  };
  addEventListener("dragenter", (event) => carries(event) && dragging(depth + 1));
  addEventListener("dragleave", (event) => carries(event) && dragging(depth - 1));
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault(); // or the browser opens the file
    if (event.dataTransfer) event.dataTransfer.dropEffect = accept() ? "copy" : "none";
  });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    dragging(0);
    offer(event.dataTransfer?.files);
  });

  document.addEventListener("paste", (event) => offer(event.clipboardData?.files));
}

import { useId, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Notice } from '../ui/Notice.js';
import { type ChosenFolder, chosenFolder } from './chosen-folder.js';
import { droppedFiles } from './dropped-files.js';

interface FolderChoiceProps {
  folder: ChosenFolder | undefined;
  onChoose: (folder: ChosenFolder | undefined) => void;
}

/** Which folder: chosen or dropped. Its files are read here and go nowhere. */
export function FolderChoice({ folder, onChoose }: FolderChoiceProps) {
  const id = useId();
  const [none, setNone] = useState(false);
  const take = async (coming: Promise<ReadonlyMap<string, Blob>>) => {
    const found = await chosenFolder(await coming).catch(() => undefined);
    setNone(found === undefined);
    onChoose(found);
  };
  return (
    <div
      class="folder-choice stack"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (event.dataTransfer) void take(droppedFiles(event.dataTransfer.items));
      }}
    >
      <label class="lead" for={id}>
        {m.verify_folder()}
      </label>
      <input
        id={id}
        type="file"
        ref={(input) => input?.setAttribute('webkitdirectory', '')}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          if (files.length > 0) void take(Promise.resolve(new Map(files.map((one) => [one.webkitRelativePath, one]))));
        }}
      />
      <p role="status">
        {folder ? m.verify_folder_has({ files: folder.files }) : m.verify_drop()}
        {folder?.about && ` ${folder.about.facility.name}`}
      </p>
      {none && <Notice kind="bad" title={m.verify_no_log()} role="status" />}
    </div>
  );
}

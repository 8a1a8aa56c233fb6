-- A photo is opened by its file: the request that answers for it is found without reading them all.
create index attachment_file on requests.attachment (file_id);

namespace Pulse.People;

/// <summary>A file for secrets: made with mode 0600, so that there is no moment in which others could read it.</summary>
public static class OwnerOnlyFile
{
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}

using System.Runtime.Versioning;
using NUnit.Framework;
using Pulse.People;

namespace Pulse.Tests.People;

[TestFixture]
[UnsupportedOSPlatform("windows")]
public sealed class KeyFileTests
{
    private string _path = null!;

    [SetUp]
    public void Choose_a_path() => _path = Path.Combine(Directory.CreateTempSubdirectory("pulse-key-").FullName, "key");

    [TearDown]
    public void Clean() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Test]
    public void A_new_key_file_is_readable_by_its_owner_only_and_wraps_what_it_unwraps()
    {
        var made = KeyFile.Create(_path);
        Assert.That(File.GetUnixFileMode(_path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        var dialogue = Guid.NewGuid();
        var wrapped = made.Wrap(new byte[32], dialogue, 1);
        Assert.That(KeyFile.Read(_path).Unwrap(wrapped, dialogue, 1), Is.EqualTo(new byte[32]));
        Assert.Throws<SealBrokenException>(() => made.Unwrap(wrapped, Guid.NewGuid(), 1));
        Assert.Throws<SealBrokenException>(() => made.Unwrap(wrapped, dialogue, 2));
    }

    [Test]
    public void A_missing_short_or_world_readable_file_is_refused_with_the_cure()
    {
        Assert.That(Assert.Throws<KeyFileException>(() => KeyFile.Read(_path))!.Message, Does.Contain("missing"));
        KeyFile.Create(_path);
        File.SetUnixFileMode(_path, File.GetUnixFileMode(_path) | UnixFileMode.OtherRead);
        Assert.That(Assert.Throws<KeyFileException>(() => KeyFile.Read(_path))!.Message, Does.Contain("chmod 600"));
        File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(_path, new byte[16]);
        Assert.That(Assert.Throws<KeyFileException>(() => KeyFile.Read(_path))!.Message, Does.Contain("16 bytes"));
    }

    [Test]
    public void An_existing_key_is_never_overwritten()
    {
        KeyFile.Create(_path);
        Assert.Throws<IOException>(() => KeyFile.Create(_path));
    }
}

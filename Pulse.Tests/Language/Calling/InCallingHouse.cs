using NUnit.Framework;

namespace Pulse.Tests.Language.Calling;

/// <summary>Stories that share one house; its server begins each of them well-behaved, and with nothing recorded.</summary>
internal abstract class InCallingHouse
{
    protected CallingHouse House { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Open() => House = await CallingHouse.Build();

    [OneTimeTearDown]
    public async Task Close() => await House.DisposeAsync();

    [SetUp]
    public void Calm() => House.Server.Forget();
}

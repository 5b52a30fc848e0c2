using NUnit.Framework;

namespace Pulse.Tests.Stories.Phone;

/// <summary>One browser for all stories of the phone; every phone in it is a context of its own.</summary>
[SetUpFixture]
internal sealed class SharedBrowser
{
    public static Browser Browser { get; private set; } = null!;

    [OneTimeSetUp]
    public static async Task Start() => Browser = await Browser.Start();

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }
    }
}

using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Worker;
using Pulse.Worker.Models;

namespace Pulse.Tests.Language.Calling;

[TestFixture]
public sealed class ModelSettingsTests
{
    [Test]
    public void Nothing_said_is_no_model() => Assert.That(Read(), Is.Null);

    [Test]
    public void A_resource_of_azure_is_reached_at_its_v1_endpoint_and_without_a_key_by_entra_id()
    {
        var access = Read(("Provider", "azure"), ("Endpoint", "https://name.openai.azure.com"), ("Model", "gpt-4o"))!;
        Assert.That(access.Settings.Endpoint, Is.EqualTo(new Uri("https://name.openai.azure.com/openai/v1/")));
        Assert.That((access.EntraId, access.Settings.Inside), Is.EqualTo((true, false)));
        var same = Read(("Provider", "azure"), ("Endpoint", "https://name.openai.azure.com/openai/v1/"), ("Model", "m"), ("Key", "k"))!;
        Assert.That((same.Settings.Endpoint, same.EntraId), Is.EqualTo((access.Settings.Endpoint, false)));
    }

    [Test]
    public void A_server_of_the_house_needs_no_key_and_no_tls()
    {
        var access = Read(
            ("Provider", "compatible"), ("Endpoint", "http://127.0.0.1:11434/v1"), ("Model", "small"), ("SchemaStyle", "json_object"),
            ("ContextTokens", "8192"), ("FailedReplyDays", "0"), ("Prices:On", "2026-05-01"), ("Prices:Input", "0.15"), ("Prices:Output", "0.6"))!;
        Assert.That(access.Settings.Inside);
        Assert.That(access.Settings.SchemaStyle, Is.EqualTo(SchemaStyle.JsonObject));
        Assert.That((access.Settings.ContextTokens, access.Settings.FailedReplyDays), Is.EqualTo((8192, 0)));
        Assert.That(access.Settings.Prices, Is.EqualTo(new Prices(0.15m, 0.6m, 0, new DateOnly(2026, 5, 1))));
    }

    [TestCaseSource(nameof(Wrong))]
    public void A_wrong_setting_stops_the_start_with_its_name((string, string)[] settings, string says)
    {
        var error = Assert.Throws<SettingsException>(() => Read(settings));
        Assert.That(error!.Message, Does.Contain(says).And.Not.Contain("sk-secret"));
    }

    public static IEnumerable<object[]> Wrong()
    {
        (string, string)[] good = [("Provider", "compatible"), ("Endpoint", "http://127.0.0.1/v1"), ("Model", "m"), ("Key", "sk-secret")];
        yield return [new[] { ("Provider", "gemini") }, "Pulse:Model:Provider is none, azure, openai or compatible, not 'gemini'"];
        yield return [new[] { ("Provider", "azure"), ("Model", "m") }, "Pulse:Model:Endpoint is not set"];
        yield return [new[] { ("Provider", "openai"), ("Model", "m") }, "Pulse:Model:Key is not set"];
        yield return [new[] { ("Provider", "openai"), ("Key", "sk-secret") }, "Pulse:Model:Model is not set"];
        yield return [With(good, "Endpoint", "http://models.example.com/v1"), "Pulse:Model:Endpoint must begin with https"];
        yield return [With(good, "Endpoint", "https://user:sk-secret@models.example.com/v1"), "Pulse:Model:Endpoint is an address"];
        yield return [With(good, "Endpoint", "https://models.example.com/v1?key=sk-secret"), "Pulse:Model:Endpoint is an address"];
        yield return [With(good, "SchemaStyle", "xml"), "Pulse:Model:SchemaStyle is json_schema, json_object or none"];
        yield return [With(good, "ContextTokens", "many"), "Pulse:Model:ContextTokens is a whole number"];
        yield return [With(good, "DeadlineSeconds", "0"), "Pulse:Model:DeadlineSeconds is a whole number from 1"];
        yield return [With(good, "FailedReplyDays", "-1"), "Pulse:Model:FailedReplyDays is a whole number from 0"];
        yield return [With(good, "Prices:Input", "1"), "Pulse:Model:Prices:On is the day"];
        yield return [With(good, "Inside", "perhaps"), "Pulse:Model:Inside is true or false"];
        yield return [With([.. good, ("Headers:x-provider", "sk-secret")], "Provider", "openai"), "Pulse:Model:Headers is for provider 'compatible', not 'openai'"];
        yield return [With(good, "Headers:Authorization", "sk-secret"), "Pulse:Model:Headers:Authorization is not set here: it is made of Pulse:Model:Key"];
        yield return [With(good, "Headers:host", "sk-secret"), "Pulse:Model:Headers:host is not set here: it belongs to the request itself"];
        yield return [With(good, "Headers:Content-Type", "sk-secret"), "Pulse:Model:Headers:Content-Type is not set here"];
        yield return [With(good, "Headers:Expires", "sk-secret"), "Pulse:Model:Headers:Expires is not set here"];
        yield return [With(good, "Headers:Transfer-Encoding", "sk-secret"), "Pulse:Model:Headers:Transfer-Encoding is not set here"];
        yield return [With(good, "Headers:x provider", "sk-secret"), "Pulse:Model:Headers:x provider is no name of a header"];
        yield return [With(good, "Headers:x-provider", "sk-secret\r\nHost: elsewhere"), "Pulse:Model:Headers:x-provider has no value that a header can carry"];
        yield return [With(good, "Headers:x-provider", "sk-secret שלום"), "Pulse:Model:Headers:x-provider has no value"];
        yield return [With(good, "Headers:x-provider", ""), "Pulse:Model:Headers:x-provider has no value"];
        yield return [With(good, "Headers:x-provider:more", "sk-secret"), "Pulse:Model:Headers:x-provider has no value"];
        yield return [With(good, "Headers", "sk-secret"), "Pulse:Model:Headers:NAME is one header each"];
        yield return [With(good, "Retries", "5"), "There is no setting Pulse:Model:Retries"];
    }

    [Test]
    public void A_public_address_stays_outside_whatever_is_said_about_it_without_tls() =>
        Assert.That(
            Read(("Provider", "openai"), ("Key", "k"), ("Model", "m"), ("Inside", "true"))!.Settings.Inside, Is.False);

    private static (string, string)[] With((string, string)[] good, string name, string value) =>
        [.. good.Where(setting => setting.Item1 != name), (name, value)];

    private static ModelAccess? Read(params (string Name, string Value)[] settings) => ReadingModelSettings.Of(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(
            setting => "Pulse:Model:" + setting.Name, setting => (string?)setting.Value)).Build());
}

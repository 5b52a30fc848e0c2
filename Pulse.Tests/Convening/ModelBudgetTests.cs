using NUnit.Framework;
using Pulse.Convening;
using Pulse.Language.Calling;
using Pulse.Worker.Models;

namespace Pulse.Tests.Convening;

[TestFixture]
public sealed class ModelBudgetTests
{
    [Test]
    public void A_budget_is_read_and_becomes_the_terms_of_the_dialogue()
    {
        var dialogue = Read("budget: { tokens-per-month: 2000000, usd-per-month: 12.50 }", "azure");
        Assert.That(dialogue.Budget, Is.EqualTo(new ModelBudget(2_000_000, 12.50m)));
        Assert.That(
            ConfiguredModels.TermsOf(dialogue), Is.EqualTo(new DialogueTerms("azure", false, 2_000_000, 12_500_000)));
    }

    [Test]
    public void A_definition_without_a_budget_keeps_its_hash()
    {
        var dialogue = Read("", "azure");
        var json = System.Text.Json.JsonSerializer.Serialize(dialogue);
        Assert.That(json, Does.Not.Contain("udget"));
        Assert.That(Dialogues.HashOf(dialogue), Is.Not.EqualTo(Dialogues.HashOf(dialogue with { Budget = new(1, null) })));
    }

    [TestCase("budget: {}", "azure", "'tokens-per-month', 'usd-per-month' or both were expected")]
    [TestCase("budget: { tokens-per-month: 0 }", "azure", "a whole number from 1 to")]
    [TestCase("budget: { usd-per-month: -3 }", "azure", "an amount above 0")]
    [TestCase("budget: { usd-per-month: 1.005 }", "azure", "an amount above 0")]
    [TestCase("budget: { euros: 3 }", "azure", "there is no such field here")]
    [TestCase("budget: { tokens-per-month: 5 }", "none", "only of use with a 'provider' other than none")]
    public void A_wrong_budget_is_named(string budget, string provider, string says)
    {
        var error = Assert.Throws<DefinitionException>(() => Read(budget, provider));
        Assert.That(error!.Message, Does.Contain(says));
    }

    private static Dialogue Read(string budget, string provider) => ReadingDefinition.Read(
        "small.yaml", ReadingDefinitionTests.Small.Replace(
            "dialogue: small", $"dialogue: small\nprovider: {provider}\n{budget}", StringComparison.Ordinal));
}

using System.Collections;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>Every jurisdiction with each of its methods.</summary>
internal sealed class EveryMethod : IEnumerable<object[]>
{
    public IEnumerator<object[]> GetEnumerator() =>
        AllJurisdictions.Names.Split('|').SelectMany(name => AllJurisdictions.Find(name)!.Methods.Select(method => new object[] { name, method })).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

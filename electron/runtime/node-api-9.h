// Compiles better-sqlite3 for a runtime whose Node-API ends at version 9.
//
// Since version 10 a persistent reference may hold a primitive value, and better-sqlite3 keeps its
// column names that way. Before, only objects can be referenced: so the value is put into an array of
// one element here, and the array is referenced.
#pragma once

#include <napi.h>

namespace edgewright {

template <typename Held>
class SlotReference {
 public:
  SlotReference() = default;
  explicit SlotReference(const Held& value) { Keep(value); }

  SlotReference(SlotReference&& other) = default;
  SlotReference& operator=(SlotReference&& other) = default;
  SlotReference(const SlotReference&) = delete;
  SlotReference& operator=(const SlotReference&) = delete;

  Napi::Env Env() const { return slot.Env(); }
  bool IsEmpty() const { return slot.IsEmpty(); }

  Held Value() const {
    if (slot.IsEmpty()) return Held();
    return slot.Value().Get(first).template As<Held>();
  }

  void Reset() { slot.Reset(); }

  void Reset(const Held& value, uint32_t = 0) {
    slot.Reset();
    Keep(value);
  }

  void SuppressDestruct() { slot.SuppressDestruct(); }

 private:
  static constexpr uint32_t first = 0;

  void Keep(const Held& value) {
    if (value.IsEmpty()) return;
    Napi::Array array = Napi::Array::New(value.Env(), 1);
    array.Set(first, value);
    slot = Napi::Persistent(array.template As<Napi::Object>());
  }

  Napi::ObjectReference slot;
};

}  // namespace edgewright

namespace Napi {

template <>
class Reference<String> : public edgewright::SlotReference<String> {
 public:
  using SlotReference::SlotReference;
};

template <>
class Reference<Value> : public edgewright::SlotReference<Value> {
 public:
  using SlotReference::SlotReference;
};

inline Reference<String> Persistent(String value) { return Reference<String>(value); }
inline Reference<Value> Persistent(Value value) { return Reference<Value>(value); }

}  // namespace Napi

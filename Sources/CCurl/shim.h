#pragma once
#include <malloc.h>
#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

// glibc's allocator: mallopt is in no module of Swift's.
static inline void marsad_return_memory(int largest_kept, int trim, int arenas) {
  mallopt(M_MMAP_THRESHOLD, largest_kept);
  mallopt(M_TRIM_THRESHOLD, trim);
  mallopt(M_ARENA_MAX, arenas);
}

static inline void marsad_trim_memory(void) { malloc_trim(64 << 10); }

// The calling thread's name, 15 bytes at most.
static inline void marsad_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

// Swift cannot call variadic C functions: one plain function for each kind of argument.

static inline CURLcode marsad_easy_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode marsad_easy_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode marsad_easy_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode marsad_easy_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode marsad_easy_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*marsad_data_callback)(char *data, size_t size, size_t count, void *context);

static inline CURLcode marsad_easy_data_callback(
    CURL *easy, CURLoption option, marsad_data_callback callback) {
  return curl_easy_setopt(easy, option, callback);
}

static inline CURLcode marsad_easy_socket_callback(
    CURL *easy, curl_opensocket_callback callback) {
  return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, callback);
}

static inline CURLcode marsad_easy_prereq_callback(CURL *easy, curl_prereq_callback callback) {
  return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode marsad_easy_progress_callback(
    CURL *easy, curl_xferinfo_callback callback) {
  return curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, callback);
}

static inline CURLcode marsad_info_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode marsad_info_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode marsad_info_string(CURL *easy, CURLINFO info, const char **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode marsad_info_pointer(CURL *easy, CURLINFO info, void **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode marsad_multi_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode marsad_multi_pointer(CURLM *multi, CURLMoption option, void *value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode marsad_multi_socket_callback(CURLM *multi, curl_socket_callback callback) {
  return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, callback);
}

static inline CURLMcode marsad_multi_timer_callback(
    CURLM *multi, curl_multi_timer_callback callback) {
  return curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, callback);
}

static inline CURLSHcode marsad_share_sessions(CURLSH *share) {
  return curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
}

// The macro holds a cast that Swift does not import.
static inline curl_socket_t marsad_socket_bad(void) { return CURL_SOCKET_BAD; }
static inline curl_socket_t marsad_socket_timeout(void) { return CURL_SOCKET_TIMEOUT; }

// The message's union is read here: which handle ended, and how.
static inline CURL *marsad_finished(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left))) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  }
  return NULL;
}
